"""OpenAI and everything that speaks its interface: a call for each loader.

Organizations have the names of providers, so that no name of an argument tells enough.
"""

import agents
import openai
import openai_agents
from cerebras.cloud.sdk import Cerebras

client = Cerebras()

client.chat.completions.create(model="tiny-301")
client.chat.completions.parse(model="tiny-302")
client.chat.completions.stream(model="tiny-303")
client.completions.create(model="tiny-304")
client.responses.create(model="tiny-305")
client.responses.parse(model="tiny-306")
client.responses.stream(model="tiny-307")
client.embeddings.create(model="tiny-308")
client.images.generate(model="tiny-309")
client.images.edit(model="tiny-310")
client.images.create_variation(model="tiny-311")
client.audio.transcriptions.create(model="tiny-312")
client.audio.translations.create(model="tiny-313")
client.audio.speech.create(model="tiny-314")
client.with_streaming_response.create(model="tiny-315")
client.moderations.create(model="tiny-316")
client.assistants.create(model="tiny-317")
client.assistants.update(model="tiny-318")
client.runs.create(model="tiny-319")
client.runs.create_and_poll(model="tiny-320")
client.jobs.create(model="tiny-321")
client.realtime.connect(model="tiny-322")
client.chat.completions.create_with_completion(model="tiny-323")
client.chat.completions.create_partial(model="tiny-324")
client.with_raw_response.create(model="tiny-325")
client.responses.connect(model="tiny-326")
client.realtime.client_secrets.create(model="tiny-327")
client.videos.create(model="tiny-328")
client.asyncCompletions.create(model="tiny-329")
openai.ChatCompletion.create(model="gpt-9-330")
openai.ChatCompletion.create(engine="gpt-9-331")
openai.ChatCompletion.create(deployment_id="gpt-9-332")
openai.ChatCompletion.acreate(engine="gpt-9-333")
openai.Completion.create(deployment_id="gpt-9-334")
openai.Completion.acreate(model="gpt-9-335")
openai.Embedding.create(engine="gpt-9-336")
openai.Embedding.acreate(deployment_id="gpt-9-337")
openai.Image.create(model="gpt-9-338")
openai.Moderation.create(engine="gpt-9-339")
openai.FineTuningJob.create(deployment_id="gpt-9-340")
openai.Audio.transcribe("gpt-9-341")
openai.Audio.transcribe(model="gpt-9-342")
openai.Audio.translate(model="gpt-9-343")
agents.Agent(model="acme/tiny-344")
openai_agents.OpenAIChatCompletionsModel(model="acme/tiny-345")
agents.OpenAIResponsesModel(model="acme/tiny-346")
agents.LitellmModel(model="tiny/tiny")
