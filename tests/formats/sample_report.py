"""One report by hand with every kind of thing in it; the goldens beside it show it."""

from __future__ import annotations

from modelguard.domain import (
    Alternative,
    Ancestor,
    Card,
    CardSource,
    CheckText,
    Conclusion,
    Evidence,
    Finding,
    LicenseClass,
    ModelId,
    ModelReport,
    Openness,
    Problem,
    Reason,
    Reference,
    Relation,
    Report,
    Severity,
    Term,
    Unresolved,
    Waiver,
)

OPEN, COMMUNITY = LicenseClass.FULLY_OPEN, LicenseClass.OPEN_WEIGHT_COMMUNITY
RESTRICTED, PROPRIETARY = LicenseClass.COMMERCIAL_RESTRICTED, LicenseClass.PROPRIETARY
ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

# Cursor movement, a fake command, an override of the reading direction, a surrogate, a line feed.
HOSTILE = "evil\x1b[2J\r\n::error::owned ##[error]owned \u202egnp.\u200b\x9b31m\udc80"


def model_id(text: str) -> ModelId:
    source, _, name = text.rpartition(":") if "/" not in text else ("", "", text)
    return ModelId(source or "huggingface", name)


def reference(
    text: str, line: int, *, path: str = "modelguard.yaml", scope: str = "product"
) -> Reference:
    detector = "manifest" if path == "modelguard.yaml" else "python"
    return Reference(model_id(text), path, line, 5, text, detector, scope=scope)


def card(text: str, *licenses: str) -> Card:
    return Card(text, CardSource.CATALOG, "catalog: a study of cards", "2026-08", licenses=licenses)


def term(name: str, value: str, summary: str, **details: object) -> Term:
    source = "https://example.org/license"
    return Term(name, value, "2", summary, source, "2026-11-22", verified=True, details=details)


def conclusion(
    license_id: str | None, license_class: LicenseClass, *, problem: Problem | None = None
) -> Conclusion:
    said = (
        ()
        if license_id is None
        else (Evidence("catalog", license_id, "catalog: a study of cards", "2026-08"),)
    )
    licenses = () if license_id is None else (license_id,)
    return Conclusion(
        license=license_id,
        expression=license_id or "NOASSERTION",
        license_class=license_class,
        basis="catalog" if license_id else "nothing",
        licenses=licenses,
        evidence=said,
        declared=license_id,
        problem=problem,
    )


def model(
    text: str,
    license_id: str | None,
    license_class: LicenseClass,
    *references: Reference,
    terms: tuple[Term, ...] = (),
) -> ModelReport:
    is_hosted = license_class is PROPRIETARY
    verdict = "closed" if is_hosted else "undetermined" if license_id is None else "open-weights"
    return ModelReport(
        id=model_id(text),
        references=references,
        card=None if is_hosted else card(text, *((license_id,) if license_id else ())),
        conclusion=conclusion(license_id, license_class),
        openness=Openness(verdict, ("the training data is not described",)),
        lineage=(),
        terms={each.name: each for each in terms},
        revision=None,
    )


LLAMA_TERMS = (
    term("acceptable-use", "yes", "An acceptable use policy binds", url="https://example.org/use"),
    term("badge", "yes", "The badge is to be shown", text="Built with Llama"),
    term(
        "user-threshold",
        "yes",
        "Above 700 million monthly active users, rights need a separate license",
        thresholds=[{"metric": "mau", "above": 700000000, "timing": "fixed"}],
    ),
    term("output-training", "allowed-with-naming", "Names of models trained on outputs change"),
)

QWEN = model("Qwen/Qwen3-8B", "Apache-2.0", OPEN, reference("Qwen/Qwen3-8B", 4))
MINILM_ID = "sentence-transformers/all-MiniLM-L6-v2"
MINILM = model(MINILM_ID, "Apache-2.0", OPEN, reference(MINILM_ID, 3, path="app.py"))
GPT_4O = model("openai:gpt-4o", "openai-terms", PROPRIETARY, reference("openai:gpt-4o", 12))
LLAMA_ID = "acme/Llama-support-8b"
LLAMA = model(LLAMA_ID, "llama3.1", COMMUNITY, reference(LLAMA_ID, 5), terms=LLAMA_TERMS)._replace(
    lineage=(
        Ancestor("meta-llama/Llama-3.1-8B", Relation.FINETUNE, "llama3.1", COMMUNITY, 1, LLAMA_ID),
    ),
    revision="0123456789abcdef0123456789abcdef01234567",
)
JINA_ID = "jinaai/jina-embeddings-v3"
JINA = model(
    JINA_ID,
    "CC-BY-NC-4.0",
    RESTRICTED,
    reference(JINA_ID, 7),
    *(reference(JINA_ID, line, path="src/embed.py") for line in (12, 40, 41)),
    reference(JINA_ID, 3, path="src/größe/index.py"),
    reference(JINA_ID, 9, path="a/test_embed.py", scope="test"),
    terms=(term("commercial-use", "no", "Commercial use is not granted"),),
)
FLUX_ID = "black-forest-labs/FLUX.1-dev"
FLUX = model(FLUX_ID, "flux-1-dev-non-commercial-license", RESTRICTED, reference(FLUX_ID, 8))
UNICODE = model("acme/größe-模型", "MIT", OPEN, reference("acme/größe-模型", 9))
MISSING_ID = "acme/no-such-model"
MISSING = model(MISSING_ID, None, LicenseClass.UNKNOWN, reference(MISSING_ID, 10))._replace(
    unresolved=Unresolved(MISSING_ID, Reason.NOT_FOUND, "the Hub answers 404")
)
OLD = model("acme/bert", "MIT", OPEN, reference("acme/bert", 13))._replace(
    renamed_to="acme/bert-base",
    unresolved=Unresolved("acme/bert", Reason.OFFLINE, ""),
)
EVIL = model(f"path:{HOSTILE}", "other", LicenseClass.UNKNOWN, reference("path:x", 1, path=HOSTILE))

EXCEPTION = f"""\
exceptions:
  - model: {JINA_ID}
    checks: [noncommercial-use]
    reason: ""
    until: "2027-02-20"
"""

FINDINGS = (
    Finding(
        "noncommercial-use",
        ERROR,
        JINA_ID,
        "CC-BY-NC-4.0",
        "CC-BY-NC-4.0 allows no commercial use, and the purpose of this project is commercial "
        "(unstated, which counts as commercial)",
        "Use a model whose license allows commercial use, such as `BAAI/bge-m3` (MIT).\n"
        "Or state the purpose:\n"
        "    usage: {purpose: research}",
        JINA.references,
        EXCEPTION,
        alternatives=(
            Alternative("BAAI/bge-m3", "MIT", OPEN, "2025-01"),
            Alternative("google/embeddinggemma-300m", HOSTILE, COMMUNITY, "2026-11"),
        ),
    ),
    Finding(
        "noncommercial-use",
        ERROR,
        FLUX_ID,
        "flux-1-dev-non-commercial-license",
        "the license allows no commercial use",
        "Buy a license from the publisher.",
        FLUX.references,
        waived=Waiver("exception", "Evaluation only", "modelguard.yaml:30", "2027-03-01", "legal"),
    ),
    Finding(
        "model-not-found",
        ERROR,
        MISSING_ID,
        None,
        "the Hub does not know this model",
        "Check the spelling of the id.",
        MISSING.references,
    ),
    Finding(
        "license-unknown", ERROR, str(EVIL.id), HOSTILE, HOSTILE, HOSTILE, EVIL.references, HOSTILE
    ),
    Finding(
        "user-threshold",
        WARNING,
        LLAMA_ID,
        "llama3.1",
        "above 700 million monthly active users the license gives no rights, and the number of "
        "users is not stated",
        "State `usage.monthly_active_users`.",
        LLAMA.references,
        "usage:\n  monthly_active_users: 0\n",
        alternatives=(),
    ),
    Finding(
        "exception-unused",
        WARNING,
        None,
        None,
        "the exception for `acme/gone` matches no finding [see](x)",
        "Remove it.",
        (),
    ),
    *(
        Finding(
            "unpinned-revision",
            NOTE,
            str(each.id),
            each.conclusion.license,
            "no commit is given",
            "Pin it with `modelguard lock`.",
            each.references,
        )
        for each in (QWEN, MINILM, JINA, UNICODE)
    ),
    Finding(
        "provider-terms",
        NOTE,
        "openai:gpt-4o",
        "openai-terms",
        "the provider's terms apply, not a license of weights",
        "Read the terms.",
        GPT_4O.references,
    ),
)

PAGES = "https://example.org/checks"
CHECKS = {
    check: CheckText(check, summary, f"Why {check} matters.", "What to do.", f"{PAGES}#{check}")
    for check, summary in (
        ("exception-unused", "An exception matches nothing"),
        ("license-unknown", "The license is not known"),
        ("model-not-found", "The Hub does not know the model"),
        ("noncommercial-use", "The license bars the commercial use that is stated"),
        ("provider-terms", "The terms of a provider apply"),
        ("unpinned-revision", "No commit is given"),
        ("user-threshold", "The license sets a limit on users"),
    )
}


def report(models: tuple[ModelReport, ...], findings: tuple[Finding, ...]) -> Report:
    mode = {"offline": True, "locked": False, "policy": "commercial-saas"}
    return Report("0.1.0", "2026.11.22", mode, models, findings, CHECKS, "/srv/project")


SAMPLE = report((GPT_4O, JINA, QWEN, LLAMA, MINILM, FLUX, UNICODE, MISSING, OLD, EVIL), FINDINGS)
QUIET_MODELS = (GPT_4O, MINILM, QWEN)
QUIET = report(
    QUIET_MODELS,
    tuple(
        finding
        for finding in FINDINGS
        if finding.severity is NOTE and finding.model in {str(each.id) for each in QUIET_MODELS}
    ),
)
CLEAN = report((QWEN,), ())
