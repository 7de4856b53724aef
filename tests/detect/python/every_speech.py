"""Speech: a call for each loader.

Organizations have the names of providers, so that no name of an argument tells enough.
"""

import TTS
import faster_whisper
import kokoro
import pyannote
import speechbrain
import stable_whisper
import whisper
import whisperx

whisper.load_model("large-v3")
whisper.load_model(name="large-v3")
faster_whisper.WhisperModel("large-v3")
faster_whisper.WhisperModel(model_size_or_path="large-v3")
faster_whisper.WhisperModel(size_or_id="large-v3")
faster_whisper.download_model(model_size_or_path="large-v3")
whisperx.load_model("large-v3")
whisperx.load_model(whisper_arch="large-v3")
whisperx.load_align_model(model_name="groq/tiny-239")
stable_whisper.load_model("large-v3")
stable_whisper.load_model(name="large-v3")
stable_whisper.load_faster_whisper(name="large-v3")
stable_whisper.load_hf_whisper("large-v3")
speechbrain.from_hparams(source="groq/tiny-244")
speechbrain.from_hparams("groq/tiny-245")
TTS.TTS(model_name="tts_models/en/acme/vits246")
TTS.TTS("tts_models/en/acme/vits247")
TTS.download_model("tts_models/en/acme/vits248")
TTS.download_model_by_name(model_name="tts_models/en/acme/vits249")
kokoro.KPipeline(repo_id="groq/tiny-250")
kokoro.KModel(repo_id="groq/tiny-251")
pyannote.Inference("groq/tiny-806", window="whole")
