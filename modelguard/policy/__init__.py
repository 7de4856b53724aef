"""Policies: what is allowed, how severe each check is, and what nobody below may loosen."""

from __future__ import annotations

from modelguard.policy.load import Spec, assemble, given, load, names
from modelguard.policy.types import Context, Policy, Requirements

__all__ = ["Context", "Policy", "Requirements", "Spec", "assemble", "given", "load", "names"]
