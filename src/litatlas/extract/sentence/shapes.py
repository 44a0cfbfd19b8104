"""The shapes of names that no vocabulary knows: of data sets, of models, of kinds of tool; and the nouns for works."""

import re

PROPER = r"[A-Z][\w-]*[A-Z\d][\w+-]*(?:['’]\d\d)?(?:\s(?:20\d\d|v\d|\d\.\d))?"
"""A name of the shape that data sets have, with the year or version of it: `RxR-CE`, `AIME'24`, `HMMT 2025`."""
PROPER_WORD = PROPER.replace("[A-Z]", r"[A-Z](?<![\w-].)", 1)
"""One that begins where a word does; the capital comes first, which a text is quickly searched for."""
TOOLS = re.compile(r"(?:LLM|VLM|MLLM|LM|AI|ML|NLP|CV|GPU|CPU|DNN|CNN|API)s?\Z")
"""Kinds of tool, which name neither data nor a model."""
MODEL_SHAPED = re.compile(
    r"(?:Net|GAN|[Ff]ormer|BERT|GPT|LLM|LM|ViT|CNN|RNN|MoE|Mamba|DiT|SAM|CLIP|YOLO|LLAMA|-\d+(?:\.\d+)?B)(?:s|-?v?\d[\w.-]*|-[A-Z]\w*)?\Z"
)
"""What models' names end with, where no vocabulary knows them."""
KIND = (
    "(?:method|approach(?:e(?=s))?|model|system|framework|engine|baseline|librar(?:y|ie(?=s))|simulator|accelerator|compiler|solver"
    "|codec|tool|network|algorithm|technique|planner|fuzzer|optimizer|kernel|detector|competitor|solution)"
)
"""The nouns for what a work is compared with, or is itself, to which an `s` may be added: `approache` stands before one alone."""
