"""The version of the installed package."""

from importlib.metadata import PackageNotFoundError, version


def installed_version() -> str:
    """As the package says; "from source" where it is not installed."""
    try:
        return version("utfall")
    except PackageNotFoundError:
        return "from source"
