"""The check that exactly one installed package provides `whoosh`."""

from __future__ import annotations

from functools import cache
from importlib.machinery import PathFinder
from pathlib import Path

from minutesearch.errors import WhooshInstallationError

__all__ = ["check_whoosh_installation"]


@cache
def check_whoosh_installation() -> None:
    """Raise an error if `import whoosh` would mix the files of several installed packages.

    whoosh, whoosh-reloaded and whoosh3 all install into the same folder; with two of them, some files are from the
    one and some from the other, without any warning.

    Raises:
        WhooshInstallationError: Two packages provide it; the message names them and the cure.
    """
    # Asking each installed package what it provides takes a tenth of a second, so it is only done in doubt.
    found = PathFinder.find_spec("whoosh")
    folder = Path(found.origin).parents[1] if found and found.origin else Path()
    if len(list(folder.glob("[Ww]hoosh*.dist-info"))) == 1:
        return
    from importlib.metadata import packages_distributions, version

    providers = sorted(set(packages_distributions().get("whoosh", ())))
    if len(providers) > 1:
        named = " and ".join(f"{name} {version(name)}" for name in providers)
        cure = f"pip uninstall -y {' '.join(providers)}; pip install 'whoosh3>=3.54.0,<4'"
        raise WhooshInstallationError(
            f"{named} both provide the package 'whoosh': {cure}", packages=tuple(providers)
        )
