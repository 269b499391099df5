-- The schema of dialoom for SQLite. Both engines number their migrations alike; a released one never changes.
--
-- Ids are 16-byte UUIDs of version 7. Times are UTC text with six fraction digits ("2026-01-02T03:04:05.000006Z", 27
-- characters), so that text order is time order. Money is in whole micro-dollars. Lists and objects are JSON text. A
-- *_key column holds its neighbour in lower case by the rules of Unicode, which SQLite's lower() lacks, cut to 200
-- characters so that an index can hold it.
PRAGMA application_id = 1684627820;

CREATE TABLE prompt_templates (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name TEXT NOT NULL CHECK (trim(name) <> ''),
    name_key TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    usage_count INTEGER NOT NULL DEFAULT 0 CHECK (usage_count >= 0),
    success_count INTEGER NOT NULL DEFAULT 0 CHECK (success_count BETWEEN 0 AND usage_count),
    rating REAL CHECK (rating BETWEEN 1 AND 5),
    -- Computed from the two counts, so that it never contradicts them.
    success_rate REAL GENERATED ALWAYS AS (CASE WHEN usage_count > 0 THEN 1.0 * success_count / usage_count END),
    is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
    is_builtin INTEGER NOT NULL DEFAULT 0 CHECK (is_builtin IN (0, 1)),
    created_by TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    created_at TEXT NOT NULL CHECK (length(created_at) = 27),
    updated_at TEXT NOT NULL CHECK (length(updated_at) = 27)
) STRICT;

-- The content of a template in each version; prompt_templates.version is the newest.
CREATE TABLE template_versions (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    template_id BLOB NOT NULL REFERENCES prompt_templates (id) ON DELETE CASCADE,
    version INTEGER NOT NULL CHECK (version >= 1),
    name TEXT NOT NULL CHECK (trim(name) <> ''),
    description TEXT NOT NULL DEFAULT '',
    category TEXT NOT NULL DEFAULT '',
    tier TEXT NOT NULL CHECK (tier IN ('template', 'scenario', 'edge_case')),
    template_text TEXT NOT NULL,
    structure TEXT NOT NULL DEFAULT '[]' CHECK (json_type(structure) = 'array'),
    variables TEXT NOT NULL DEFAULT '[]' CHECK (json_type(variables) = 'array'),
    tone TEXT NOT NULL DEFAULT '',
    complexity INTEGER NOT NULL DEFAULT 5 CHECK (complexity BETWEEN 1 AND 10),
    style_notes TEXT NOT NULL DEFAULT '',
    example TEXT NOT NULL DEFAULT '',
    quality_threshold REAL NOT NULL DEFAULT 6.0
        CHECK (quality_threshold BETWEEN 0 AND 10 AND round(quality_threshold * 10) / 10 = quality_threshold),
    required_elements TEXT NOT NULL DEFAULT '[]' CHECK (json_type(required_elements) = 'array'),
    applicable_personas TEXT NOT NULL DEFAULT '[]' CHECK (json_type(applicable_personas) = 'array'),
    applicable_emotions TEXT NOT NULL DEFAULT '[]' CHECK (json_type(applicable_emotions) = 'array'),
    applicable_topics TEXT NOT NULL DEFAULT '[]' CHECK (json_type(applicable_topics) = 'array'),
    created_by TEXT NOT NULL,
    created_at TEXT NOT NULL CHECK (length(created_at) = 27),
    UNIQUE (template_id, version)
) STRICT;

CREATE TABLE scenarios (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name TEXT NOT NULL CHECK (trim(name) <> ''),
    description TEXT NOT NULL DEFAULT '',
    parent_template_id BLOB REFERENCES prompt_templates (id) ON DELETE SET NULL,
    context TEXT NOT NULL CHECK (trim(context) <> ''),
    topic TEXT NOT NULL DEFAULT '',
    persona TEXT NOT NULL DEFAULT '',
    emotional_arc TEXT NOT NULL DEFAULT '[]' CHECK (json_type(emotional_arc) = 'array'),
    emotional_context TEXT NOT NULL DEFAULT '',
    complexity TEXT NOT NULL DEFAULT 'moderate' CHECK (complexity IN ('simple', 'moderate', 'complex')),
    parameter_values TEXT NOT NULL DEFAULT '{}' CHECK (json_type(parameter_values) = 'object'),
    tags TEXT NOT NULL DEFAULT '[]' CHECK (json_type(tags) = 'array'),
    variation_count INTEGER NOT NULL DEFAULT 0 CHECK (variation_count >= 0),
    quality_score REAL CHECK (quality_score BETWEEN 0 AND 10 AND round(quality_score * 10) / 10 = quality_score),
    status TEXT NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'active', 'archived')),
    created_by TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    created_at TEXT NOT NULL CHECK (length(created_at) = 27),
    updated_at TEXT NOT NULL CHECK (length(updated_at) = 27)
) STRICT;
CREATE INDEX scenarios_by_template ON scenarios (parent_template_id) WHERE parent_template_id IS NOT NULL;
CREATE INDEX scenarios_by_status ON scenarios (status, name);

CREATE TABLE edge_cases (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name TEXT NOT NULL CHECK (trim(name) <> ''),
    description TEXT NOT NULL DEFAULT '',
    category TEXT NOT NULL DEFAULT '',
    trigger_condition TEXT NOT NULL CHECK (trim(trigger_condition) <> ''),
    expected_behavior TEXT NOT NULL CHECK (trim(expected_behavior) <> ''),
    risk TEXT NOT NULL DEFAULT 'medium' CHECK (risk IN ('low', 'medium', 'high', 'critical')),
    priority INTEGER NOT NULL DEFAULT 5 CHECK (priority BETWEEN 1 AND 10),
    test_scenario TEXT NOT NULL DEFAULT '',
    validation_criteria TEXT NOT NULL DEFAULT '[]' CHECK (json_type(validation_criteria) = 'array'),
    tested INTEGER NOT NULL DEFAULT 0 CHECK (tested IN (0, 1)),
    last_tested_at TEXT CHECK (length(last_tested_at) = 27),
    related_scenarios TEXT NOT NULL DEFAULT '[]' CHECK (json_type(related_scenarios) = 'array'),
    parent_template_id BLOB REFERENCES prompt_templates (id) ON DELETE SET NULL,
    status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'resolved', 'deprecated')),
    created_by TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    created_at TEXT NOT NULL CHECK (length(created_at) = 27),
    updated_at TEXT NOT NULL CHECK (length(updated_at) = 27)
) STRICT;
CREATE INDEX edge_cases_by_template ON edge_cases (parent_template_id) WHERE parent_template_id IS NOT NULL;
CREATE INDEX edge_cases_by_status ON edge_cases (status, priority);

CREATE TABLE documents (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    title TEXT NOT NULL CHECK (trim(title) <> ''),
    source_file TEXT,
    checksum TEXT NOT NULL,
    text TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    created_at TEXT NOT NULL CHECK (length(created_at) = 27),
    updated_at TEXT NOT NULL CHECK (length(updated_at) = 27)
) STRICT;
CREATE INDEX documents_by_checksum ON documents (checksum);

CREATE TABLE chunks (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    document_id BLOB NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    text TEXT NOT NULL,
    dimensions TEXT NOT NULL DEFAULT '{}' CHECK (json_type(dimensions) = 'object'),
    created_at TEXT NOT NULL CHECK (length(created_at) = 27),
    UNIQUE (document_id, position)
) STRICT;

-- The number of items in each state is not stored here: the view batch_progress counts batch_items.
CREATE TABLE batch_jobs (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    type TEXT NOT NULL CHECK (type IN ('generation', 'export', 'validation', 'cleanup')),
    name TEXT NOT NULL UNIQUE CHECK (trim(name) <> ''),
    configuration TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(configuration)),
    target_tier TEXT CHECK (target_tier IN ('template', 'scenario', 'edge_case')),
    status TEXT NOT NULL DEFAULT 'pending'
        CHECK (status IN ('pending', 'running', 'paused', 'completed', 'failed', 'cancelled')),
    priority INTEGER NOT NULL DEFAULT 5 CHECK (priority BETWEEN 1 AND 10),
    concurrency INTEGER NOT NULL DEFAULT 3 CHECK (concurrency >= 1),
    retries INTEGER NOT NULL DEFAULT 0 CHECK (retries >= 0),
    max_retries INTEGER NOT NULL DEFAULT 3 CHECK (max_retries >= 0),
    estimated_cost_micros INTEGER NOT NULL DEFAULT 0 CHECK (estimated_cost_micros >= 0),
    actual_cost_micros INTEGER NOT NULL DEFAULT 0 CHECK (actual_cost_micros >= 0),
    error TEXT,
    results TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(results)),
    started_at TEXT CHECK (length(started_at) = 27),
    completed_at TEXT CHECK (length(completed_at) = 27),
    estimated_completion_at TEXT CHECK (length(estimated_completion_at) = 27),
    created_by TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    created_at TEXT NOT NULL CHECK (length(created_at) = 27),
    updated_at TEXT NOT NULL CHECK (length(updated_at) = 27)
) STRICT;
CREATE INDEX batch_jobs_by_created ON batch_jobs (created_at);

-- `row` is the conversation's id in the full-text index: an implicit rowid would change on VACUUM.
CREATE TABLE conversations (
    row INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    short_id TEXT NOT NULL UNIQUE CHECK (length(short_id) = 10),
    document_id BLOB REFERENCES documents (id) ON DELETE SET NULL,
    chunk_id BLOB REFERENCES chunks (id) ON DELETE SET NULL,
    title TEXT NOT NULL,
    title_key TEXT NOT NULL,
    persona TEXT NOT NULL CHECK (trim(persona) <> ''),
    persona_key TEXT NOT NULL,
    emotion TEXT NOT NULL CHECK (trim(emotion) <> ''),
    emotion_key TEXT NOT NULL,
    topic TEXT NOT NULL DEFAULT '',
    topic_key TEXT NOT NULL DEFAULT '',
    intent TEXT,
    tone TEXT,
    tier TEXT NOT NULL CHECK (tier IN ('template', 'scenario', 'edge_case')),
    status TEXT NOT NULL CHECK (status IN
        ('draft', 'generated', 'pending_review', 'approved', 'rejected', 'needs_revision', 'none', 'failed')),
    categories TEXT NOT NULL DEFAULT '[]' CHECK (json_type(categories) = 'array'),
    quality_score REAL CHECK (quality_score BETWEEN 0 AND 10 AND round(quality_score * 10) / 10 = quality_score),
    quality_threshold REAL NOT NULL DEFAULT 6.0
        CHECK (quality_threshold BETWEEN 0 AND 10 AND round(quality_threshold * 10) / 10 = quality_threshold),
    quality_metrics TEXT NOT NULL DEFAULT '{}' CHECK (json_type(quality_metrics) = 'object'),
    confidence TEXT CHECK (confidence IN ('high', 'medium', 'low')),
    turn_count INTEGER NOT NULL DEFAULT 0 CHECK (turn_count >= 0),
    total_tokens INTEGER NOT NULL DEFAULT 0 CHECK (total_tokens >= 0),
    estimated_cost_micros INTEGER NOT NULL DEFAULT 0 CHECK (estimated_cost_micros >= 0),
    actual_cost_micros INTEGER NOT NULL DEFAULT 0 CHECK (actual_cost_micros >= 0),
    generation_duration_ms INTEGER NOT NULL DEFAULT 0 CHECK (generation_duration_ms >= 0),
    approved_by TEXT,
    approved_at TEXT CHECK (length(approved_at) = 27),
    reviewer_notes TEXT,
    parent_type TEXT CHECK (parent_type IN ('template', 'scenario', 'conversation')),
    parent_id BLOB CHECK (length(parent_id) = 16),
    template_id BLOB,
    template_version INTEGER,
    provider TEXT CHECK (provider IN ('anthropic', 'openai', 'simulator')),
    model TEXT,
    batch_id BLOB REFERENCES batch_jobs (id) ON DELETE SET NULL,
    parameters TEXT NOT NULL DEFAULT '{}' CHECK (json_type(parameters) = 'object'),
    review_history TEXT NOT NULL DEFAULT '[]' CHECK (json_type(review_history) = 'array'),
    error_message TEXT,
    retry_count INTEGER NOT NULL DEFAULT 0 CHECK (retry_count >= 0),
    created_by TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    created_at TEXT NOT NULL CHECK (length(created_at) = 27),
    updated_at TEXT NOT NULL CHECK (length(updated_at) = 27),
    FOREIGN KEY (template_id, template_version) REFERENCES template_versions (template_id, version),
    CHECK ((template_id IS NULL) = (template_version IS NULL)),
    CHECK ((parent_type IS NULL) = (parent_id IS NULL)),
    CHECK (status <> 'generated' OR quality_score IS NOT NULL),
    CHECK ((status = 'approved') = (approved_by IS NOT NULL) AND (approved_by IS NULL) = (approved_at IS NULL))
) STRICT;

-- One index for each filter and sort key of a list. Indexes over optional columns leave out rows without a value.
CREATE INDEX conversations_by_created ON conversations (created_at, id);
CREATE INDEX conversations_by_status ON conversations (status, id);
CREATE INDEX conversations_by_status_created ON conversations (status, created_at, id);
CREATE INDEX conversations_by_tier ON conversations (tier, status, created_at);
CREATE INDEX conversations_by_status_quality ON conversations (status, coalesce(quality_score, -1.0), id);
CREATE INDEX conversations_by_quality ON conversations (coalesce(quality_score, -1.0), id);
CREATE INDEX conversations_by_title ON conversations (title_key, id);
CREATE INDEX conversations_by_turns ON conversations (turn_count, id);
CREATE INDEX conversations_by_cost ON conversations (actual_cost_micros, id);
CREATE INDEX conversations_by_persona ON conversations (persona_key, created_at, id);
CREATE INDEX conversations_by_emotion ON conversations (emotion_key, created_at, id);
CREATE INDEX conversations_by_topic ON conversations (topic_key, created_at, id);
CREATE INDEX conversations_by_creator ON conversations (created_by, created_at, id);
CREATE INDEX conversations_by_provider ON conversations (provider, created_at, id) WHERE provider IS NOT NULL;
CREATE INDEX conversations_by_template ON conversations (template_id, template_version) WHERE template_id IS NOT NULL;
CREATE INDEX conversations_by_batch ON conversations (batch_id, created_at, id) WHERE batch_id IS NOT NULL;
CREATE INDEX conversations_by_document ON conversations (document_id) WHERE document_id IS NOT NULL;
CREATE INDEX conversations_by_chunk ON conversations (chunk_id) WHERE chunk_id IS NOT NULL;
CREATE INDEX conversations_by_parent ON conversations (parent_id) WHERE parent_id IS NOT NULL;
-- The review queue: undecided conversations by quality, then age (ids sort by creation time). A query must repeat the
-- condition word for word. The plus stops the planner from using an index over status and a sort instead.
CREATE INDEX conversations_to_review ON conversations (coalesce(quality_score, -1.0), id)
    WHERE +status IN ('draft', 'generated', 'pending_review', 'needs_revision', 'none');

-- The score decides between generated and needs_revision for a new row.
CREATE TRIGGER conversations_flag_new_low AFTER INSERT ON conversations
    WHEN NEW.status = 'generated' AND NEW.quality_score < NEW.quality_threshold
BEGIN
    UPDATE conversations SET status = 'needs_revision', updated_at = NEW.updated_at WHERE row = NEW.row;
END;
CREATE TRIGGER conversations_flag_new_high AFTER INSERT ON conversations
    WHEN NEW.status = 'needs_revision' AND NEW.quality_score >= NEW.quality_threshold
BEGIN
    UPDATE conversations SET status = 'generated', updated_at = NEW.updated_at WHERE row = NEW.row;
END;
-- A later change never leaves a row below its threshold as generated, nor resets a row that a reviewer sent back.
CREATE TRIGGER conversations_flag_changed AFTER UPDATE OF status, quality_score, quality_threshold ON conversations
    WHEN NEW.status = 'generated' AND NEW.quality_score < NEW.quality_threshold
BEGIN
    UPDATE conversations SET status = 'needs_revision' WHERE row = NEW.row;
END;

-- The key is conversation and number. No query needs an id of its own, and each save would pay for ten more index
-- entries.
CREATE TABLE conversation_turns (
    conversation_id BLOB NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    turn_number INTEGER NOT NULL CHECK (turn_number > 0),
    role TEXT NOT NULL CHECK (role IN ('user', 'assistant')),
    content TEXT NOT NULL CHECK (content <> ''),
    token_count INTEGER NOT NULL CHECK (token_count >= 0),
    char_count INTEGER NOT NULL CHECK (char_count >= 0),
    created_at TEXT NOT NULL CHECK (length(created_at) = 27),
    PRIMARY KEY (conversation_id, turn_number)
) STRICT, WITHOUT ROWID;

-- Full-text search: one row for each conversation; its rowid is conversations.row. The program writes the words of
-- title, persona, emotion, topic and all turns, each once and in lower case, so that both engines find the same. That
-- costs half as much as a trigger for each turn. The table keeps no text and no positions: a search needs only words.
CREATE VIRTUAL TABLE conversation_search USING fts5 (
    words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);
CREATE TRIGGER conversations_forget_search AFTER DELETE ON conversations
BEGIN
    DELETE FROM conversation_search WHERE rowid = OLD.row;
END;

CREATE TABLE batch_items (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    batch_id BLOB NOT NULL REFERENCES batch_jobs (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 32),
    request TEXT NOT NULL CHECK (json_type(request) = 'object'),
    state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'running', 'completed', 'failed', 'skipped')),
    attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    spent_micros INTEGER NOT NULL DEFAULT 0 CHECK (spent_micros >= 0),
    held_by TEXT,
    held_until TEXT CHECK (length(held_until) = 27),
    error_code TEXT,
    error_message TEXT,
    conversation_id BLOB UNIQUE REFERENCES conversations (id) ON DELETE SET NULL,
    -- When a plan last named the item. A changed plan drops the items that it does not name.
    refreshed_at TEXT NOT NULL CHECK (length(refreshed_at) = 27),
    created_at TEXT NOT NULL CHECK (length(created_at) = 27),
    updated_at TEXT NOT NULL CHECK (length(updated_at) = 27),
    UNIQUE (batch_id, fingerprint),
    CHECK ((held_by IS NULL) = (held_until IS NULL)),
    CHECK (state <> 'running' OR held_by IS NOT NULL)
) STRICT;
CREATE INDEX batch_items_by_state ON batch_items (batch_id, state, position);
CREATE INDEX batch_items_by_position ON batch_items (batch_id, position);
-- For claims: leaves out items that are completed, failed or skipped.
CREATE INDEX batch_items_open ON batch_items (batch_id, position) WHERE state IN ('pending', 'running');

CREATE VIEW batch_progress AS
SELECT b.id AS batch_id,
       count(i.id) AS total_items,
       coalesce(sum(i.state = 'pending'), 0) AS pending_items,
       coalesce(sum(i.state = 'running'), 0) AS running_items,
       coalesce(sum(i.state = 'completed'), 0) AS completed_items,
       coalesce(sum(i.state = 'failed'), 0) AS failed_items,
       coalesce(sum(i.state = 'skipped'), 0) AS skipped_items,
       coalesce(avg(i.state IN ('completed', 'failed', 'skipped')), 0.0) AS progress
FROM batch_jobs b LEFT JOIN batch_items i ON i.batch_id = b.id
GROUP BY b.id;

-- item_id is no foreign key: the log records what was paid, and outlives the item.
CREATE TABLE generation_logs (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    conversation_id BLOB REFERENCES conversations (id) ON DELETE SET NULL,
    batch_id BLOB REFERENCES batch_jobs (id) ON DELETE SET NULL,
    item_id BLOB CHECK (length(item_id) = 16),
    template_id BLOB,
    template_version INTEGER,
    provider TEXT NOT NULL CHECK (provider IN ('anthropic', 'openai', 'simulator')),
    model TEXT NOT NULL,
    request_id TEXT,
    request TEXT,
    response TEXT,
    temperature REAL CHECK (temperature >= 0),
    max_tokens INTEGER NOT NULL CHECK (max_tokens >= 0),
    input_tokens INTEGER NOT NULL DEFAULT 0 CHECK (input_tokens >= 0),
    output_tokens INTEGER NOT NULL DEFAULT 0 CHECK (output_tokens >= 0),
    cache_write_tokens INTEGER NOT NULL DEFAULT 0 CHECK (cache_write_tokens >= 0),
    cache_read_tokens INTEGER NOT NULL DEFAULT 0 CHECK (cache_read_tokens >= 0),
    cost_micros INTEGER NOT NULL DEFAULT 0 CHECK (cost_micros >= 0),
    duration_ms INTEGER NOT NULL DEFAULT 0 CHECK (duration_ms >= 0),
    status TEXT NOT NULL CHECK (status IN ('success', 'failed', 'rate_limited', 'timeout')),
    error_code TEXT,
    error_message TEXT,
    retry_attempt INTEGER NOT NULL DEFAULT 0 CHECK (retry_attempt >= 0),
    created_by TEXT NOT NULL,
    created_at TEXT NOT NULL CHECK (length(created_at) = 27),
    FOREIGN KEY (template_id, template_version) REFERENCES template_versions (template_id, version),
    CHECK ((template_id IS NULL) = (template_version IS NULL))
) STRICT;
CREATE INDEX generation_logs_by_created ON generation_logs (created_at);
CREATE INDEX generation_logs_by_batch ON generation_logs (batch_id, created_at) WHERE batch_id IS NOT NULL;
CREATE INDEX generation_logs_by_use ON generation_logs (template_id, model, status, created_at)
    WHERE template_id IS NOT NULL;
CREATE INDEX generation_logs_by_conversation ON generation_logs (conversation_id) WHERE conversation_id IS NOT NULL;

CREATE TABLE export_logs (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    scope TEXT NOT NULL CHECK (scope IN ('selected', 'filtered', 'all')),
    format TEXT NOT NULL CHECK (format IN ('json', 'jsonl', 'csv', 'markdown', 'parquet')),
    filter TEXT NOT NULL DEFAULT '{}' CHECK (json_type(filter) = 'object'),
    conversation_ids TEXT NOT NULL DEFAULT '[]' CHECK (json_type(conversation_ids) = 'array'),
    conversation_count INTEGER NOT NULL DEFAULT 0 CHECK (conversation_count >= 0),
    file_name TEXT,
    file_path TEXT,
    file_size INTEGER NOT NULL DEFAULT 0 CHECK (file_size >= 0),
    checksum TEXT CHECK (length(checksum) = 64),
    compressed INTEGER NOT NULL DEFAULT 0 CHECK (compressed IN (0, 1)),
    quality_stats TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(quality_stats)),
    tier_distribution TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(tier_distribution)),
    status TEXT NOT NULL CHECK (status IN ('pending', 'processing', 'completed', 'failed')),
    error TEXT,
    include_metadata INTEGER NOT NULL DEFAULT 0 CHECK (include_metadata IN (0, 1)),
    include_quality_scores INTEGER NOT NULL DEFAULT 0 CHECK (include_quality_scores IN (0, 1)),
    include_timestamps INTEGER NOT NULL DEFAULT 0 CHECK (include_timestamps IN (0, 1)),
    include_approval_history INTEGER NOT NULL DEFAULT 0 CHECK (include_approval_history IN (0, 1)),
    exported_at TEXT CHECK (length(exported_at) = 27),
    expires_at TEXT CHECK (length(expires_at) = 27),
    download_count INTEGER NOT NULL DEFAULT 0 CHECK (download_count >= 0),
    created_by TEXT NOT NULL,
    created_at TEXT NOT NULL CHECK (length(created_at) = 27),
    updated_at TEXT NOT NULL CHECK (length(updated_at) = 27)
) STRICT;
CREATE INDEX export_logs_by_created ON export_logs (created_at);

-- Sets updated_at after a change that does not set it.
CREATE TRIGGER prompt_templates_touch AFTER UPDATE ON prompt_templates WHEN NEW.updated_at = OLD.updated_at
BEGIN
    UPDATE prompt_templates SET updated_at = strftime('%Y-%m-%dT%H:%M:%f000Z', 'now') WHERE id = NEW.id;
END;
CREATE TRIGGER scenarios_touch AFTER UPDATE ON scenarios WHEN NEW.updated_at = OLD.updated_at
BEGIN
    UPDATE scenarios SET updated_at = strftime('%Y-%m-%dT%H:%M:%f000Z', 'now') WHERE id = NEW.id;
END;
CREATE TRIGGER edge_cases_touch AFTER UPDATE ON edge_cases WHEN NEW.updated_at = OLD.updated_at
BEGIN
    UPDATE edge_cases SET updated_at = strftime('%Y-%m-%dT%H:%M:%f000Z', 'now') WHERE id = NEW.id;
END;
CREATE TRIGGER documents_touch AFTER UPDATE ON documents WHEN NEW.updated_at = OLD.updated_at
BEGIN
    UPDATE documents SET updated_at = strftime('%Y-%m-%dT%H:%M:%f000Z', 'now') WHERE id = NEW.id;
END;
CREATE TRIGGER batch_jobs_touch AFTER UPDATE ON batch_jobs WHEN NEW.updated_at = OLD.updated_at
BEGIN
    UPDATE batch_jobs SET updated_at = strftime('%Y-%m-%dT%H:%M:%f000Z', 'now') WHERE id = NEW.id;
END;
CREATE TRIGGER conversations_touch AFTER UPDATE ON conversations WHEN NEW.updated_at = OLD.updated_at
BEGIN
    UPDATE conversations SET updated_at = strftime('%Y-%m-%dT%H:%M:%f000Z', 'now') WHERE row = NEW.row;
END;
CREATE TRIGGER batch_items_touch AFTER UPDATE ON batch_items WHEN NEW.updated_at = OLD.updated_at
BEGIN
    UPDATE batch_items SET updated_at = strftime('%Y-%m-%dT%H:%M:%f000Z', 'now') WHERE id = NEW.id;
END;
CREATE TRIGGER export_logs_touch AFTER UPDATE ON export_logs WHEN NEW.updated_at = OLD.updated_at
BEGIN
    UPDATE export_logs SET updated_at = strftime('%Y-%m-%dT%H:%M:%f000Z', 'now') WHERE id = NEW.id;
END;
