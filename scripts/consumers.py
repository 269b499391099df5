"""Exports a sample in every format and shape and has the real consumers read it. Called by scripts/consumers."""

import contextlib
import glob
import importlib
import importlib.machinery
import importlib.metadata
import itertools
import json
import logging
import os
import random
import shutil
import subprocess
import sys
from types import SimpleNamespace
from unittest.mock import MagicMock

os.environ.update(HF_HUB_OFFLINE="1", HF_DATASETS_OFFLINE="1", TOKENIZERS_PARALLELISM="false", CUDA_VISIBLE_DEVICES="")
PROGRAM, FOLDER = sys.argv[1], sys.argv[2]
SHAPES = ["messages", "prompt-completion", "kto", "sharegpt", "llama-factory", "dpo", "axolotl", "alpaca"]
ENDINGS = ["jsonl", "json", "parquet", "jsonl.gz", "jsonl.zst"]
# LLaMA-Factory reads no csv and no packed file, so an export refuses these.
SHAPES_OF = {ending: [shape for shape in SHAPES if shape != "llama-factory" or ending in ["jsonl", "json", "parquet"]]
             for ending in [*ENDINGS, "csv"]}
rows = []


def dialoom(*arguments, given=None, db="sample.db"):
    line = [PROGRAM, "--db", db, "--yes", *arguments]
    ran = subprocess.run(line, cwd=FOLDER, input=given, text=True, capture_output=True)
    if ran.returncode:
        raise RuntimeError(f"{' '.join(line)}: {ran.stderr.strip()}")
    return ran.stdout


def sample():
    """Approved and rejected conversations with awkward text, by import."""
    lines = []
    for number in range(40):
        topic = f"topic {number // 2}"
        said = [f"Question {number}: \"what\", and why?\nSecond line, 'quoted', ünïcødé 🎈, a,b;c",
                f"Answer {number}: it depends on {topic}.\n\n- one\n- two = 2", "And then?", f"Then you wait {number} days."]
        if number % 10 == 4:
            # Something for the checks to find; the first rows have no finding.
            said[3] += " As an AI language model, I cannot give advice."
        messages = [{"role": role, "content": text} for role, text in zip(["user", "assistant"] * 2, said)]
        lines.append(json.dumps({"messages": messages, "persona": f"Saver {number // 2 % 3}", "emotion": "calm", "topic": topic}))
    with open(os.path.join(FOLDER, "in.jsonl"), "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    dialoom("import", "in.jsonl")
    ids = dialoom("list", "--ids", "--limit", "100", "--sort", "created").split()
    rejected = [one for place, one in enumerate(ids) if place % 4 == 3]
    dialoom("approve", *[one for one in ids if one not in rejected])
    dialoom("reject", *rejected, "--reason", "weak")


def large():
    """Enough text for several row groups of parquet, in a database of its own."""
    chance = random.Random(7)
    turn = lambda: " ".join(f"{chance.getrandbits(1600):x}" for _ in range(500))
    with open(os.path.join(FOLDER, "large.jsonl"), "w", encoding="utf-8") as file:
        for number in range(48):
            messages = [{"role": role, "content": turn()} for role in ["user", "assistant"]]
            file.write(json.dumps({"messages": messages, "persona": "Saver", "emotion": "calm", "topic": f"t{number}"}) + "\n")
    dialoom("import", "large.jsonl", db="large.db")
    dialoom("approve", "--source", "large.jsonl", "--with-findings", db="large.db")


def check(consumer, what):
    """Runs a check; its text, or its error, is a row of the table."""
    def run(work):
        try:
            with contextlib.redirect_stdout(sys.stderr):
                said = work()
            rows.append((consumer, what, said or "yes"))
        except Exception as error:  # noqa: BLE001: every failure belongs into the table
            rows.append((consumer, what, f"NO: {type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"[:160]))
        return work
    return run


def version(name):
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def plain(row):
    """Without what loaders add: tuples and missing keys. Findings are text in JSON, and a list in parquet."""
    row = json.loads(json.dumps(row, sort_keys=True, default=str))
    findings = row.get("metadata", {}).get("findings")
    if isinstance(findings, str):
        row["metadata"]["findings"] = json.loads(findings)
    return row


def expected(shape):
    with open(os.path.join(FOLDER, f"{shape}.jsonl"), encoding="utf-8") as file:
        return [plain(json.loads(line)) for line in file]


def exports():
    for shape in SHAPES:
        for ending in [ending for ending in ENDINGS if shape in SHAPES_OF[ending]]:
            dialoom("export", "--shape", shape, "--include", "metadata,quality,timestamps,history", "-o",
                    f"{shape}.{ending}", "--force")
        if shape in SHAPES_OF["csv"]:
            dialoom("export", "--shape", shape, "-o", f"{shape}.csv", "--force")
        dialoom("export", "--shape", shape, "-o", f"bare-{shape}.jsonl", "--force")
    for shape in ["gemini", "bedrock"]:
        dialoom("export", "--shape", shape, "-o", f"{shape}.jsonl", "--force")
    dialoom("export", "--layout", "huggingface", "-o", "hub", "--split", "train=0.8,test=0.2")
    large()
    dialoom("export", "--layout", "huggingface", "-o", "hub-shards", "--shard-size", "1", "--with-findings",
            db="large.db")
    dialoom("export", "--layout", "huggingface", "-o", "hub-told", "--include", "metadata,quality,timestamps,history")
    dialoom("export", "--layout", "huggingface", "-o", "hub-dpo", "--shape", "dpo", "--include", "metadata")
    dialoom("export", "--layout", "huggingface", "-o", "hub-alpaca", "--shape", "alpaca")


def load(path, kind):
    import datasets
    cache = os.path.join(FOLDER, "cache")
    return [plain(row) for row in datasets.load_dataset(kind, data_files=os.path.join(FOLDER, path), split="train", cache_dir=cache)]


def datasets_checks():
    name = f"datasets {version('datasets')}"
    for ending in ENDINGS:
        @check(name, f"{ending}, {len(SHAPES_OF[ending])} shapes, metadata")
        def _(ending=ending):
            for shape in SHAPES_OF[ending]:
                kind = "parquet" if ending == "parquet" else "json"
                assert load(f"{shape}.{ending}", kind) == expected(shape), f"{shape}.{ending} reads otherwise"
    @check(name, "findings behind 10 MB of rows without one")
    def _():
        lines = open(os.path.join(FOLDER, "messages.jsonl"), encoding="utf-8").read().splitlines()
        found = lambda line: plain(json.loads(line))["metadata"]["findings"]
        clean, noted = [line for line in lines if not found(line)], [line for line in lines if found(line)]
        with open(os.path.join(FOLDER, "late.jsonl"), "w", encoding="utf-8") as file:
            for number in range((11 << 20) // len(clean[0])):
                file.write(clean[number % len(clean)] + "\n")
            file.write(noted[0] + "\n")
        last = load("late.jsonl", "json")[-1]
        assert last["metadata"]["findings"][0]["excerpt"], last
        return f"{sorted(last['metadata']['findings'][0])}"
    @check(name, f"csv, {len(SHAPES_OF['csv'])} shapes: rows")
    def _():
        for shape in SHAPES_OF["csv"]:
            assert len(load(f"{shape}.csv", "csv")) == len(expected(shape)), shape
    @check(name, "gemini and bedrock")
    def _():
        return f"{len(load('gemini.jsonl', 'json'))} and {len(load('bedrock.jsonl', 'json'))} rows"
    for folder in ["hub", "hub-dpo", "hub-alpaca", "hub-shards"]:
        @check(name, f"folder {folder}: card, splits, features")
        def _(folder=folder):
            import datasets
            logged, listener = [], logging.Handler()
            listener.emit = lambda record: logged.append(record.getMessage())
            logging.getLogger("datasets").addHandler(listener)
            found = datasets.load_dataset(os.path.join(FOLDER, folder), cache_dir=os.path.join(FOLDER, "cache"))
            assert not [said for said in logged if "dataset_info" in said], logged
            return ", ".join(f"{part} {len(found[part])}" for part in found)


def other_readers():
    @check("OpenAI's checks (cookbook)", "messages.jsonl")
    def _():
        with open(os.path.join(FOLDER, "bare-messages.jsonl"), encoding="utf-8") as file:
            lines = [json.loads(line) for line in file]
        for line in lines:
            assert list(line) == ["messages"] and line["messages"]
            assert all(set(one) == {"role", "content"} and one["content"] for one in line["messages"])
            assert all(one["role"] in ("system", "user", "assistant") for one in line["messages"])
            assert any(one["role"] == "assistant" for one in line["messages"])
        return f"{len(lines)} rows"
    @check(f"DuckDB {version('duckdb')}", "parquet, jsonl, csv: the same rows")
    def _():
        import duckdb
        for shape in SHAPES:
            endings = [ending for ending in ["parquet", "jsonl", "csv"] if shape in SHAPES_OF[ending]]
            counts = [duckdb.sql(f"SELECT count(*) FROM '{FOLDER}/{shape}.{ending}'").fetchall()[0][0] for ending in endings]
            assert set(counts) == {len(expected(shape))}, (shape, counts)
        turns = duckdb.sql(f"SELECT messages[1].content FROM '{FOLDER}/messages.parquet'").fetchall()
        assert [turn for turn, in turns] == [row["messages"][0]["content"] for row in expected("messages")]
    @check(f"DuckDB {version('duckdb')}", "several files of a split as one table")
    def _():
        import duckdb
        files = os.path.join(FOLDER, "hub-shards", "data", "train-*.parquet")
        shards, found = len(glob.glob(files)), duckdb.sql(f"select count(*) from read_parquet('{files}')").fetchall()[0][0]
        assert shards > 1 and found == 48
        return f"{found} rows in {shards} files"
    @check(f"pandas {version('pandas')}, pyarrow {version('pyarrow')}", "parquet and csv: the same turns")
    def _():
        import pandas
        for shape in SHAPES_OF["csv"]:
            frame = pandas.read_parquet(f"{FOLDER}/{shape}.parquet")
            assert len(frame) == len(pandas.read_csv(f"{FOLDER}/{shape}.csv")) == len(expected(shape))
        cells = pandas.read_csv(f"{FOLDER}/messages.csv")["messages"].map(json.loads)
        assert list(cells) == [row["messages"] for row in expected("messages")]
    @check(f"mlcroissant {version('mlcroissant')}", "croissant.json of five folders: no error, all records read")
    def _():
        import mlcroissant
        said = []
        for folder in ["hub", "hub-told", "hub-dpo", "hub-alpaca", "hub-shards"]:
            dataset = mlcroissant.Dataset(jsonld=f"{FOLDER}/{folder}/croissant.json")
            issues = dataset.metadata.ctx.issues
            assert not issues.errors, issues.report()
            records = list(dataset.records("train-00000-rows" if folder == "hub-shards" else "train-rows"))
            print(issues.report())
            said.append(f"{len(issues.warnings)} warnings, {len(records)} records of {len(records[0])} fields")
        return "; ".join(said)
    @check(f"huggingface_hub {version('huggingface_hub')}", "front matter of the card")
    def _():
        from huggingface_hub import DatasetCard
        data = DatasetCard.load(f"{FOLDER}/hub/README.md").data
        return f"{data.size_categories}, {data.license}"


TEMPLATE = ("{% for m in messages %}{{ '[' + m['role'] + '] ' }}{% generation %}{{ m['content'] }}{% endgeneration %}"
            "{{ eos_token }}{% endfor %}{% if add_generation_prompt %}{{ '[assistant] ' }}{% endif %}")


def tiny():
    """A random model and a tokenizer of words."""
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast
    tokenizer = Tokenizer(models.WordLevel(unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    texts = [one["content"] for row in expected("messages") for one in row["messages"]]
    tokenizer.train_from_iterator(texts, trainers.WordLevelTrainer(special_tokens=["<unk>", "<pad>", "<eos>"]))
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, unk_token="<unk>", pad_token="<pad>", eos_token="<eos>", chat_template=TEMPLATE)
    config = LlamaConfig(vocab_size=len(fast), hidden_size=16, intermediate_size=32, num_hidden_layers=1, num_attention_heads=2,
                         num_key_value_heads=2, max_position_embeddings=512, pad_token_id=1, eos_token_id=2, bos_token_id=2)
    return fast, LlamaForCausalLM(config), LlamaForCausalLM(config)


def trl_checks():
    name = f"TRL {version('trl')}"
    for shape, kind in [("messages", "SFT"), ("prompt-completion", "SFT"), ("kto", "KTO"), ("dpo", "DPO")]:
        for ending in ["jsonl", "parquet"]:
            @check(name, f"{kind}Trainer, {shape}.{ending}, 2 steps")
            def _(shape=shape, kind=kind, ending=ending):
                import datasets
                import trl
                source = os.path.join(FOLDER, f"{shape}.{ending}" if ending == "parquet" else f"bare-{shape}.jsonl")
                data = datasets.load_dataset("parquet" if ending == "parquet" else "json", data_files=source, split="train",
                                             cache_dir=os.path.join(FOLDER, "cache"))
                data = data.remove_columns([one for one in data.column_names if one == "metadata"])
                tokenizer, model, reference = tiny()
                config, trainer = trainer_of(trl, kind)
                settings = config(output_dir=os.path.join(FOLDER, "out"), max_steps=2, per_device_train_batch_size=2,
                                  report_to=[], use_cpu=True, bf16=False, save_strategy="no", logging_steps=1)
                more = {} if kind == "SFT" else {"ref_model": reference}
                done = trainer(model=model, args=settings, train_dataset=data, processing_class=tokenizer, **more).train()
                return f"{len(data)} rows, loss {done.training_loss:.2f}"


def trainer_of(trl, kind):
    if hasattr(trl, f"{kind}Trainer"):
        return getattr(trl, f"{kind}Config"), getattr(trl, f"{kind}Trainer")
    module = importlib.import_module(f"trl.experimental.{kind.lower()}")
    return getattr(module, f"{kind}Config"), getattr(module, f"{kind}Trainer")


def stand_in(name):
    """A module for sound or video that a loader imports and never needs for text."""
    try:
        importlib.import_module(name)
    except ImportError:
        module = MagicMock()
        module.__spec__ = importlib.machinery.ModuleSpec(name, None)
        sys.modules[name] = module


def printed_yaml(file, *more):
    """What an export says to paste into the trainer's configuration."""
    import yaml
    line = [PROGRAM, "--db", "sample.db", "--yes", "export", "--shape", "axolotl", "-o", file, "--force", *more]
    said = subprocess.run(line, cwd=FOLDER, text=True, capture_output=True, check=True).stderr.splitlines()
    said = said[said.index("datasets:"):]
    block = itertools.takewhile(lambda one: one.startswith((" ", "datasets:", "test_datasets:", "#")), said)
    return yaml.safe_load("\n".join(block))


def axolotl_checks():
    name = f"Axolotl {version('axolotl')}"
    for ending in ["jsonl", "json", "parquet"]:
        @check(name, f"loader and chat_template by the printed YAML, axolotl.{ending}")
        def _(ending=ending):
            from axolotl.prompt_strategies import load as strategy_of
            from axolotl.utils.data.shared import load_dataset_with_config
            from axolotl.utils.dict import DictDefault
            about = DictDefault(printed_yaml(f"axolotl-{ending}.{ending}")["datasets"][0])
            about.path = os.path.join(FOLDER, about.path)
            data = load_dataset_with_config(about, None)
            tokenizer, _, _ = tiny()
            options = DictDefault({"sequence_len": 512, "train_on_inputs": False, "datasets": [about]})
            strategy = strategy_of(about.type, tokenizer, options, about)
            for row in data:
                tokens = strategy.tokenize_prompt(dict(row))
                learnt = [token for token, label in zip(tokens["input_ids"], tokens["labels"]) if label != -100]
                answers = [one["content"] for one in row["messages"] if one["role"] == "assistant"]
                asked = [token for answer in answers for token in [*tokenizer.encode(answer), tokenizer.eos_token_id]]
                assert learnt == asked, "it learns something else than the answers"
            return f"{len(data)} rows, the answers alone are learnt"

    @check(name, "datasets and test_datasets of a split by the printed YAML")
    def _():
        from axolotl.utils.data.shared import load_dataset_with_config
        from axolotl.utils.dict import DictDefault
        said = printed_yaml("axolotl-split.jsonl", "--split", "train=0.8,validation=0.2")
        rows = {}
        for use, [about] in said.items():
            about["path"] = os.path.join(FOLDER, about["path"])
            rows[use] = [row["messages"] for row in load_dataset_with_config(DictDefault(about), None)]
        train, test = rows["datasets"], rows["test_datasets"]
        assert train and test and all(row not in train for row in test), "a row is in both"
        assert len(train) + len(test) == len(expected("axolotl"))
        return f"{len(train)} to train, {len(test)} to evaluate"


def more_loaders():
    name = f"LLaMA-Factory {version('llamafactory') or ''}".strip()
    if version("llamafactory"):
        for ending in ["jsonl", "json", "parquet"]:
            @check(name, f"dataset_info.json and converter, llama-factory.{ending}")
            def _(ending=ending):
                import datasets
                for module in ["torchaudio", "av", "librosa", "soundfile"]:
                    stand_in(module)
                from llamafactory.data.converter import align_dataset
                from llamafactory.data.parser import get_dataset_list
                [about] = get_dataset_list(["llama-factory"], FOLDER)
                data = datasets.load_dataset("parquet" if ending == "parquet" else "json", split="train",
                                             data_files=f"{FOLDER}/llama-factory.{ending}", cache_dir=f"{FOLDER}/cache")
                options = SimpleNamespace(streaming=False, preprocessing_num_workers=None, overwrite_cache=True,
                                          media_dir=FOLDER, dataset_dir=FOLDER)
                rows = align_dataset(data, about, options, SimpleNamespace(local_process_index=0, should_log=False))
                assert all(row["_prompt"] and row["_response"] for row in rows), "a row was dropped"
                assert len(rows) == len(expected("llama-factory"))
                return f"{len(rows)} rows, none dropped"
    if version("axolotl"):
        axolotl_checks()
    for name, package in [("LLaMA-Factory", "llamafactory"), ("Axolotl", "axolotl")]:
        if not version(package):
            rows.append((name, "loader", "not measured here"))


if os.path.isdir(FOLDER):
    shutil.rmtree(FOLDER)
os.makedirs(FOLDER)
sample()
exports()
datasets_checks()
other_readers()
if version("trl"):
    trl_checks()
more_loaders()
print("| consumer | what | result |\n| --- | --- | --- |")
for row in rows:
    print("| " + " | ".join(row) + " |")
sys.exit(any(row[2].startswith("NO") for row in rows))
