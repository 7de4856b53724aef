"""Draws one picture from a prompt."""

from __future__ import annotations

from pathlib import Path

from diffusers import DiffusionPipeline


def draw(prompt: str, target: Path, model: str = "black-forest-labs/FLUX.1-schnell") -> None:
    pipe = DiffusionPipeline.from_pretrained(model)
    pipe(prompt, num_inference_steps=4).images[0].save(target)
