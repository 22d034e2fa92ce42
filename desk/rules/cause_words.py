"""Why a promise cannot be kept, in the words of the apology letter and of windows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from desk.vocabulary import DelayCause

CAUSE_WORDS: Final[Mapping[str, str]] = {
    DelayCause.WORKLOAD: "số lượng hồ sơ tăng đột biến",
    DelayCause.CONSULTATION: "chờ ý kiến cơ quan phối hợp",
    DelayCause.INSPECTION: "phải xác minh, kiểm tra thực địa",
    DelayCause.SYSTEM: "sự cố hệ thống thông tin",
    DelayCause.DISASTER: "thiên tai, dịch bệnh",
    DelayCause.OTHER: "lý do khác",
}
