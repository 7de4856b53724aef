"""Models under names that only their surroundings explain."""

from enum import Enum, StrEnum
from functools import partial

from diffusers import StableDiffusionPipeline


class Texts(str, Enum):
    pass


class PainterModel(Texts):
    small = "acme-paint/brush-small"
    large = "acme-paint/brush-large"
    none = "none"


class EmbeddingModel(StrEnum):
    DEFAULT = "acme-text/e7-base"


class ModelKind(StrEnum):
    TEXT = "text/plain-model"


CANVAS_NAME = "acme-paint/canvas-v2"
PAINTER_MODELS = ["acme-paint/oil-v1", CANVAS_NAME]


class Painter:
    model_id_or_path = ""

    def load(self):
        if self.is_file:
            return StableDiffusionPipeline.from_single_file(self.model_id_or_path)
        return wrapped(StableDiffusionPipeline.from_pretrained, self.model_id_or_path)

    @property
    def adapter_id(self):
        if self.is_fast:
            return "acme-paint/lora-fast"
        return self.other

    def adapter_repo(self):
        return "acme-paint/lora-slow"


class Oil(Painter):
    model_id_or_path = "acme-paint/oil-v3"


def build_dataset(tokenizer, *, source: str = "acme-data/questions"):
    return load_rows(source)


cleaned_dataset = partial(build_dataset, source="acme-data/questions-clean")
folder = copy_tree(source="acme-data/not-here")
codec_repo = "acme-audio/codec-24khz"

config = {
    "Model": Setting(type="dropdown", value="acme-labs/shown", values=["acme-labs/shown", "acme-labs/offered"]),
    "Device": Setting(value="acme-labs/no-model"),
}
