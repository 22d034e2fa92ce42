"""Rules of the counter as plain functions over plain values: no clock, no database, no Qt."""
