"""Language: a call for each loader.

Organizations have the names of providers, so that no name of an argument tells enough.
"""

import flair
import simpletransformers
import spacy
import stanza

spacy.load("en_acme276_sm")
spacy.load(name="en_acme277_sm")
spacy.load(model="en_acme278_sm")
spacy.cli.download(name="en_acme279_sm")
spacy.download(model="en_acme280_sm")
spacy.util.load_model("en_acme281_sm")
flair.SequenceTagger.load("groq/tiny-282")
flair.TextClassifier.load("groq/tiny-283")
flair.Classifier.load("groq/tiny-284")
flair.TARSClassifier.load("groq/tiny-285")
flair.WordEmbeddings("groq/tiny-286")
flair.FlairEmbeddings("groq/tiny-287")
flair.TransformerWordEmbeddings("groq/tiny-288")
flair.TransformerWordEmbeddings(model="groq/tiny-289")
flair.TransformerDocumentEmbeddings(model="groq/tiny-290")
flair.SentenceTransformerDocumentEmbeddings("tiny-291")
flair.SentenceTransformerDocumentEmbeddings(model="tiny-292")
stanza.Pipeline(lang="en", package="acme293")
stanza.download(lang="en", package="acme294")
simpletransformers.ClassificationModel(None, "groq/tiny-295")
simpletransformers.ClassificationModel(model_name="groq/tiny-296")
simpletransformers.NERModel(model_name="groq/tiny-297")
simpletransformers.QuestionAnsweringModel(None, "groq/tiny-298")
simpletransformers.T5Model(model_name="groq/tiny-299")
simpletransformers.Seq2SeqModel(None, "groq/tiny-300")
