"""Build hook: compiles the YAML rules to JSON, so that no run of an installed wheel parses YAML."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileRules(BuildHookInterface[Any]):
    """Adds `modelguard/_rules/compiled` to a wheel; an editable install compiles when first run."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root))
        from modelguard.compiled import compile_rules

        self._scratch = tempfile.TemporaryDirectory()
        target = Path(self._scratch.name) / "compiled"
        compile_rules(str(root / "rules"), str(target))
        build_data["force_include"][str(target)] = "modelguard/_rules/compiled"
