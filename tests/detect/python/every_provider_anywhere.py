"""Other providers' own interfaces, whatever they are called on: a call for each loader.

Organizations have the names of providers, so that no name of an argument tells enough.
"""

from cerebras.cloud.sdk import Cerebras

client = Cerebras()

client.messages.create(model="tiny-348")
client.messages.stream(model="tiny-349")
client.messages.count_tokens(model="tiny-350")
client.messages.batches.create(model="tiny-351")
client.messages.parse(model="tiny-352")
client.models.generate_content(model="tiny-353")
client.models.generate_content_stream(model="tiny-354")
client.models.embed_content(model="tiny-355")
client.models.generate_images(model="tiny-356")
client.models.generate_videos(model="tiny-357")
client.models.edit_image(model="tiny-358")
client.models.count_tokens(model="tiny-359")
client.chats.create(model="tiny-360")
client.caches.create(model="tiny-361")
client.live.connect(model="tiny-362")
client.models.upscale_image(model="tiny-363")
client.chat.complete(model="tiny-364")
client.chat.stream(model="tiny-365")
client.chat.complete_async(model="tiny-366")
client.chat.stream_async(model="tiny-367")
client.chat.parse(model="tiny-368")
client.fim.complete(model="tiny-369")
client.ocr.process(model="tiny-370")
client.embeddings.create_async(model="tiny-371")
client.fim.stream(model="tiny-372")
loader.invoke_model(modelId="acme.tiny-373:0")
loader.invoke_model_with_response_stream(modelId="acme.tiny-374:0")
loader.converse(modelId="acme.tiny-375:0")
loader.converse_stream(modelId="acme.tiny-376:0")
loader.invoke_model_with_bidirectional_stream(modelId="acme.tiny-377:0")
loader.start_async_invoke(modelId="acme.tiny-378:0")
