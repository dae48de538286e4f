"""The right answers, as the checks ask for them: any object with a Network's fields will do."""

from typing import Any

from solutions import neural_network

reference: Any = neural_network
