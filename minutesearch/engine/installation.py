"""The check that exactly one installed package provides `whoosh`."""

from __future__ import annotations

from functools import cache
from importlib.metadata import packages_distributions, version

from minutesearch.errors import WhooshInstallationError

__all__ = ["check_whoosh_installation"]


@cache
def check_whoosh_installation() -> None:
    """Makes sure that `import whoosh` gives one package and not a mixture of two.

    whoosh, whoosh-reloaded and whoosh3 all install into the same folder; with two of them some files are of the
    one and some of the other, and nothing says so.

    Raises:
        WhooshInstallationError: Two packages provide it; the message names them and the cure.
    """
    providers = sorted(set(packages_distributions().get("whoosh", ())))
    if len(providers) > 1:
        named = " and ".join(f"{name} {version(name)}" for name in providers)
        cure = f"pip uninstall -y {' '.join(providers)}; pip install 'whoosh3>=3.54.0,<4'"
        raise WhooshInstallationError(f"{named} both provide the package 'whoosh': {cure}", path="whoosh")
