"""What memory two processes of the product hold after fifty requests, beside bare ones."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from time import sleep
from typing import Final

from bench.house import COURSE, House
from bench.measuring import Row, children_of
from tests.postgres import free_port
