"""Where a finished PDF can go; to add a printer, write its file and name its class here."""

from desk.printing.printers.cups import CupsQueue
from desk.printing.printers.pdf_folder import PdfFolder
from desk.printing.printers.thermal import ThermalPrinter
from desk.printing.printers.windows import WindowsPrinter

PRINTERS = (PdfFolder, CupsQueue, WindowsPrinter, ThermalPrinter)
