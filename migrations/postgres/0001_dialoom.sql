-- The schema of dialoom for PostgreSQL. Both engines number their migrations alike; a released one never changes.
--
-- Money is in whole micro-dollars. Text to sort or to find by prefix has the "C" collation, so that both engines sort
-- alike. A *_key column holds its neighbour in lower case, cut to 200 characters so that an index can hold it. The
-- program writes it, so that both engines agree.

CREATE TABLE prompt_templates (
    id uuid NOT NULL PRIMARY KEY,
    name text COLLATE "C" NOT NULL CHECK (btrim(name) <> ''),
    name_key text COLLATE "C" NOT NULL UNIQUE,
    version bigint NOT NULL DEFAULT 1 CHECK (version >= 1),
    usage_count bigint NOT NULL DEFAULT 0 CHECK (usage_count >= 0),
    success_count bigint NOT NULL DEFAULT 0 CHECK (success_count BETWEEN 0 AND usage_count),
    rating double precision CHECK (rating BETWEEN 1 AND 5),
    -- Computed from the two counts, so that it never contradicts them.
    success_rate double precision
        GENERATED ALWAYS AS (CASE WHEN usage_count > 0 THEN success_count::double precision / usage_count END) STORED,
    is_active boolean NOT NULL DEFAULT true,
    is_builtin boolean NOT NULL DEFAULT false,
    created_by text COLLATE "C" NOT NULL,
    updated_by text NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);

-- The content of a template in each version; prompt_templates.version is the newest.
CREATE TABLE template_versions (
    id uuid NOT NULL PRIMARY KEY,
    template_id uuid NOT NULL REFERENCES prompt_templates (id) ON DELETE CASCADE,
    version bigint NOT NULL CHECK (version >= 1),
    name text COLLATE "C" NOT NULL CHECK (btrim(name) <> ''),
    description text NOT NULL DEFAULT '',
    category text NOT NULL DEFAULT '',
    tier text COLLATE "C" NOT NULL CHECK (tier IN ('template', 'scenario', 'edge_case')),
    template_text text NOT NULL,
    structure jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(structure) = 'array'),
    variables jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(variables) = 'array'),
    tone text NOT NULL DEFAULT '',
    complexity bigint NOT NULL DEFAULT 5 CHECK (complexity BETWEEN 1 AND 10),
    style_notes text NOT NULL DEFAULT '',
    example text NOT NULL DEFAULT '',
    quality_threshold double precision NOT NULL DEFAULT 6.0
        CHECK (quality_threshold BETWEEN 0 AND 10 AND round(quality_threshold * 10) / 10 = quality_threshold),
    required_elements jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(required_elements) = 'array'),
    applicable_personas jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(applicable_personas) = 'array'),
    applicable_emotions jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(applicable_emotions) = 'array'),
    applicable_topics jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(applicable_topics) = 'array'),
    created_by text COLLATE "C" NOT NULL,
    created_at timestamptz NOT NULL,
    UNIQUE (template_id, version)
);

CREATE TABLE scenarios (
    id uuid NOT NULL PRIMARY KEY,
    name text COLLATE "C" NOT NULL CHECK (btrim(name) <> ''),
    description text NOT NULL DEFAULT '',
    parent_template_id uuid REFERENCES prompt_templates (id) ON DELETE SET NULL,
    context text NOT NULL CHECK (btrim(context) <> ''),
    topic text NOT NULL DEFAULT '',
    persona text NOT NULL DEFAULT '',
    emotional_arc jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(emotional_arc) = 'array'),
    emotional_context text NOT NULL DEFAULT '',
    complexity text NOT NULL DEFAULT 'moderate' CHECK (complexity IN ('simple', 'moderate', 'complex')),
    parameter_values jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(parameter_values) = 'object'),
    tags jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(tags) = 'array'),
    variation_count bigint NOT NULL DEFAULT 0 CHECK (variation_count >= 0),
    quality_score double precision
        CHECK (quality_score BETWEEN 0 AND 10 AND round(quality_score * 10) / 10 = quality_score),
    status text COLLATE "C" NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'active', 'archived')),
    created_by text COLLATE "C" NOT NULL,
    updated_by text NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX scenarios_by_template ON scenarios (parent_template_id) WHERE parent_template_id IS NOT NULL;
CREATE INDEX scenarios_by_status ON scenarios (status, name);

CREATE TABLE edge_cases (
    id uuid NOT NULL PRIMARY KEY,
    name text COLLATE "C" NOT NULL CHECK (btrim(name) <> ''),
    description text NOT NULL DEFAULT '',
    category text NOT NULL DEFAULT '',
    trigger_condition text NOT NULL CHECK (btrim(trigger_condition) <> ''),
    expected_behavior text NOT NULL CHECK (btrim(expected_behavior) <> ''),
    risk text NOT NULL DEFAULT 'medium' CHECK (risk IN ('low', 'medium', 'high', 'critical')),
    priority bigint NOT NULL DEFAULT 5 CHECK (priority BETWEEN 1 AND 10),
    test_scenario text NOT NULL DEFAULT '',
    validation_criteria jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(validation_criteria) = 'array'),
    tested boolean NOT NULL DEFAULT false,
    last_tested_at timestamptz,
    related_scenarios jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(related_scenarios) = 'array'),
    parent_template_id uuid REFERENCES prompt_templates (id) ON DELETE SET NULL,
    status text COLLATE "C" NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'resolved', 'deprecated')),
    created_by text COLLATE "C" NOT NULL,
    updated_by text NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX edge_cases_by_template ON edge_cases (parent_template_id) WHERE parent_template_id IS NOT NULL;
CREATE INDEX edge_cases_by_status ON edge_cases (status, priority);

CREATE TABLE documents (
    id uuid NOT NULL PRIMARY KEY,
    title text COLLATE "C" NOT NULL CHECK (btrim(title) <> ''),
    source_file text,
    checksum text COLLATE "C" NOT NULL,
    text text NOT NULL,
    created_by text COLLATE "C" NOT NULL,
    updated_by text NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX documents_by_checksum ON documents (checksum);

CREATE TABLE chunks (
    id uuid NOT NULL PRIMARY KEY,
    document_id uuid NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position bigint NOT NULL CHECK (position >= 0),
    text text NOT NULL,
    dimensions jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(dimensions) = 'object'),
    created_at timestamptz NOT NULL,
    UNIQUE (document_id, position)
);

-- The number of items in each state is not stored here: the view batch_progress counts batch_items.
CREATE TABLE batch_jobs (
    id uuid NOT NULL PRIMARY KEY,
    type text NOT NULL CHECK (type IN ('generation', 'export', 'validation', 'cleanup')),
    name text COLLATE "C" NOT NULL UNIQUE CHECK (btrim(name) <> ''),
    configuration jsonb NOT NULL DEFAULT '{}',
    target_tier text CHECK (target_tier IN ('template', 'scenario', 'edge_case')),
    status text COLLATE "C" NOT NULL DEFAULT 'pending'
        CHECK (status IN ('pending', 'running', 'paused', 'completed', 'failed', 'cancelled')),
    priority bigint NOT NULL DEFAULT 5 CHECK (priority BETWEEN 1 AND 10),
    concurrency bigint NOT NULL DEFAULT 3 CHECK (concurrency >= 1),
    retries bigint NOT NULL DEFAULT 0 CHECK (retries >= 0),
    max_retries bigint NOT NULL DEFAULT 3 CHECK (max_retries >= 0),
    estimated_cost_micros bigint NOT NULL DEFAULT 0 CHECK (estimated_cost_micros >= 0),
    actual_cost_micros bigint NOT NULL DEFAULT 0 CHECK (actual_cost_micros >= 0),
    error text,
    results jsonb NOT NULL DEFAULT '{}',
    started_at timestamptz,
    completed_at timestamptz,
    estimated_completion_at timestamptz,
    created_by text COLLATE "C" NOT NULL,
    updated_by text NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX batch_jobs_by_created ON batch_jobs (created_at);

CREATE TABLE conversations (
    id uuid NOT NULL PRIMARY KEY,
    short_id text COLLATE "C" NOT NULL UNIQUE CHECK (length(short_id) = 10),
    document_id uuid REFERENCES documents (id) ON DELETE SET NULL,
    chunk_id uuid REFERENCES chunks (id) ON DELETE SET NULL,
    title text NOT NULL,
    title_key text COLLATE "C" NOT NULL,
    persona text NOT NULL CHECK (btrim(persona) <> ''),
    persona_key text COLLATE "C" NOT NULL,
    emotion text NOT NULL CHECK (btrim(emotion) <> ''),
    emotion_key text COLLATE "C" NOT NULL,
    topic text NOT NULL DEFAULT '',
    topic_key text COLLATE "C" NOT NULL DEFAULT '',
    intent text,
    tone text,
    tier text COLLATE "C" NOT NULL CHECK (tier IN ('template', 'scenario', 'edge_case')),
    status text COLLATE "C" NOT NULL CHECK (status IN
        ('draft', 'generated', 'pending_review', 'approved', 'rejected', 'needs_revision', 'none', 'failed')),
    categories jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(categories) = 'array'),
    quality_score double precision
        CHECK (quality_score BETWEEN 0 AND 10 AND round(quality_score * 10) / 10 = quality_score),
    quality_threshold double precision NOT NULL DEFAULT 6.0
        CHECK (quality_threshold BETWEEN 0 AND 10 AND round(quality_threshold * 10) / 10 = quality_threshold),
    quality_metrics jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(quality_metrics) = 'object'),
    confidence text CHECK (confidence IN ('high', 'medium', 'low')),
    turn_count bigint NOT NULL DEFAULT 0 CHECK (turn_count >= 0),
    total_tokens bigint NOT NULL DEFAULT 0 CHECK (total_tokens >= 0),
    estimated_cost_micros bigint NOT NULL DEFAULT 0 CHECK (estimated_cost_micros >= 0),
    actual_cost_micros bigint NOT NULL DEFAULT 0 CHECK (actual_cost_micros >= 0),
    generation_duration_ms bigint NOT NULL DEFAULT 0 CHECK (generation_duration_ms >= 0),
    approved_by text,
    approved_at timestamptz,
    reviewer_notes text,
    parent_type text CHECK (parent_type IN ('template', 'scenario', 'conversation')),
    parent_id uuid,
    template_id uuid,
    template_version bigint,
    provider text COLLATE "C" CHECK (provider IN ('anthropic', 'openai', 'simulator')),
    model text COLLATE "C",
    batch_id uuid REFERENCES batch_jobs (id) ON DELETE SET NULL,
    parameters jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(parameters) = 'object'),
    review_history jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(review_history) = 'array'),
    error_message text,
    retry_count bigint NOT NULL DEFAULT 0 CHECK (retry_count >= 0),
    created_by text COLLATE "C" NOT NULL,
    updated_by text NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    FOREIGN KEY (template_id, template_version) REFERENCES template_versions (template_id, version),
    CHECK ((template_id IS NULL) = (template_version IS NULL)),
    CHECK ((parent_type IS NULL) = (parent_id IS NULL)),
    CHECK (status <> 'generated' OR quality_score IS NOT NULL),
    CHECK ((status = 'approved') = (approved_by IS NOT NULL) AND (approved_by IS NULL) = (approved_at IS NULL))
);

-- One index for each filter and sort key of a list. Indexes over optional columns leave out rows without a value.
CREATE INDEX conversations_by_created ON conversations (created_at, id);
CREATE INDEX conversations_by_status ON conversations (status, id);
CREATE INDEX conversations_by_status_created ON conversations (status, created_at, id);
CREATE INDEX conversations_by_tier ON conversations (tier, status, created_at);
CREATE INDEX conversations_by_status_quality
    ON conversations (status, coalesce(quality_score, -1.0::double precision), id);
CREATE INDEX conversations_by_quality ON conversations (coalesce(quality_score, -1.0::double precision), id);
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
-- The review queue: undecided conversations by quality, then age (ids sort by creation time).
CREATE INDEX conversations_to_review ON conversations (coalesce(quality_score, -1.0::double precision), id)
    WHERE status IN ('draft', 'generated', 'pending_review', 'needs_revision', 'none');

-- The score decides between generated and needs_revision for a new row. A later change never leaves a row below its
-- threshold as generated, and never resets a row that a reviewer sent back.
CREATE FUNCTION conversations_flag() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status = 'generated' AND NEW.quality_score < NEW.quality_threshold THEN
        NEW.status := 'needs_revision';
    ELSIF TG_OP = 'INSERT' AND NEW.status = 'needs_revision' AND NEW.quality_score >= NEW.quality_threshold THEN
        NEW.status := 'generated';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER conversations_flag BEFORE INSERT OR UPDATE ON conversations
    FOR EACH ROW EXECUTE FUNCTION conversations_flag();

-- The key is conversation and number. No query needs an id of its own, and each save would pay for ten more index
-- entries.
CREATE TABLE conversation_turns (
    conversation_id uuid NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    turn_number bigint NOT NULL CHECK (turn_number > 0),
    role text NOT NULL CHECK (role IN ('user', 'assistant')),
    content text NOT NULL CHECK (content <> ''),
    token_count bigint NOT NULL CHECK (token_count >= 0),
    char_count bigint NOT NULL CHECK (char_count >= 0),
    created_at timestamptz NOT NULL,
    PRIMARY KEY (conversation_id, turn_number)
);

-- Full-text search: one row for each conversation. The program writes the words of title, persona, emotion, topic and
-- all turns, each once and in lower case, so that both engines find the same. In a separate table, so that a decision
-- does not rewrite the index.
CREATE TABLE conversation_search (
    conversation_id uuid NOT NULL PRIMARY KEY REFERENCES conversations (id) ON DELETE CASCADE,
    words tsvector NOT NULL
);
CREATE INDEX conversation_search_by_word ON conversation_search USING gin (words);

CREATE TABLE batch_items (
    id uuid NOT NULL PRIMARY KEY,
    batch_id uuid NOT NULL REFERENCES batch_jobs (id) ON DELETE CASCADE,
    position bigint NOT NULL CHECK (position >= 0),
    fingerprint text COLLATE "C" NOT NULL CHECK (length(fingerprint) = 32),
    request jsonb NOT NULL CHECK (jsonb_typeof(request) = 'object'),
    state text COLLATE "C" NOT NULL DEFAULT 'pending'
        CHECK (state IN ('pending', 'running', 'completed', 'failed', 'skipped')),
    attempts bigint NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    spent_micros bigint NOT NULL DEFAULT 0 CHECK (spent_micros >= 0),
    held_by text,
    held_until timestamptz,
    error_code text,
    error_message text,
    conversation_id uuid UNIQUE REFERENCES conversations (id) ON DELETE SET NULL,
    -- When a plan last named the item. A changed plan drops the items that it does not name.
    refreshed_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    UNIQUE (batch_id, fingerprint),
    CHECK ((held_by IS NULL) = (held_until IS NULL)),
    CHECK (state <> 'running' OR held_by IS NOT NULL)
);
CREATE INDEX batch_items_by_state ON batch_items (batch_id, state, position);
CREATE INDEX batch_items_by_position ON batch_items (batch_id, position);
-- For claims: leaves out items that are completed, failed or skipped.
CREATE INDEX batch_items_open ON batch_items (batch_id, position) WHERE state IN ('pending', 'running');

CREATE VIEW batch_progress AS
SELECT b.id AS batch_id,
       count(i.id) AS total_items,
       count(*) FILTER (WHERE i.state = 'pending') AS pending_items,
       count(*) FILTER (WHERE i.state = 'running') AS running_items,
       count(*) FILTER (WHERE i.state = 'completed') AS completed_items,
       count(*) FILTER (WHERE i.state = 'failed') AS failed_items,
       count(*) FILTER (WHERE i.state = 'skipped') AS skipped_items,
       coalesce(avg((i.state IN ('completed', 'failed', 'skipped'))::int), 0)::double precision AS progress
FROM batch_jobs b LEFT JOIN batch_items i ON i.batch_id = b.id
GROUP BY b.id;

-- item_id is no foreign key: the log records what was paid, and outlives the item.
CREATE TABLE generation_logs (
    id uuid NOT NULL PRIMARY KEY,
    conversation_id uuid REFERENCES conversations (id) ON DELETE SET NULL,
    batch_id uuid REFERENCES batch_jobs (id) ON DELETE SET NULL,
    item_id uuid,
    template_id uuid,
    template_version bigint,
    provider text COLLATE "C" NOT NULL CHECK (provider IN ('anthropic', 'openai', 'simulator')),
    model text COLLATE "C" NOT NULL,
    request_id text,
    request text,
    response text,
    temperature double precision CHECK (temperature >= 0),
    max_tokens bigint NOT NULL CHECK (max_tokens >= 0),
    input_tokens bigint NOT NULL DEFAULT 0 CHECK (input_tokens >= 0),
    output_tokens bigint NOT NULL DEFAULT 0 CHECK (output_tokens >= 0),
    cache_write_tokens bigint NOT NULL DEFAULT 0 CHECK (cache_write_tokens >= 0),
    cache_read_tokens bigint NOT NULL DEFAULT 0 CHECK (cache_read_tokens >= 0),
    cost_micros bigint NOT NULL DEFAULT 0 CHECK (cost_micros >= 0),
    duration_ms bigint NOT NULL DEFAULT 0 CHECK (duration_ms >= 0),
    status text COLLATE "C" NOT NULL CHECK (status IN ('success', 'failed', 'rate_limited', 'timeout')),
    error_code text,
    error_message text,
    retry_attempt bigint NOT NULL DEFAULT 0 CHECK (retry_attempt >= 0),
    created_by text COLLATE "C" NOT NULL,
    created_at timestamptz NOT NULL,
    FOREIGN KEY (template_id, template_version) REFERENCES template_versions (template_id, version),
    CHECK ((template_id IS NULL) = (template_version IS NULL))
);
CREATE INDEX generation_logs_by_created ON generation_logs (created_at);
CREATE INDEX generation_logs_by_batch ON generation_logs (batch_id, created_at) WHERE batch_id IS NOT NULL;
CREATE INDEX generation_logs_by_use ON generation_logs (template_id, model, status, created_at)
    WHERE template_id IS NOT NULL;
CREATE INDEX generation_logs_by_conversation ON generation_logs (conversation_id) WHERE conversation_id IS NOT NULL;

CREATE TABLE export_logs (
    id uuid NOT NULL PRIMARY KEY,
    scope text NOT NULL CHECK (scope IN ('selected', 'filtered', 'all')),
    format text NOT NULL CHECK (format IN ('json', 'jsonl', 'csv', 'markdown', 'parquet')),
    filter jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(filter) = 'object'),
    conversation_ids jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(conversation_ids) = 'array'),
    conversation_count bigint NOT NULL DEFAULT 0 CHECK (conversation_count >= 0),
    file_name text,
    file_path text,
    file_size bigint NOT NULL DEFAULT 0 CHECK (file_size >= 0),
    checksum text COLLATE "C" CHECK (length(checksum) = 64),
    compressed boolean NOT NULL DEFAULT false,
    quality_stats jsonb NOT NULL DEFAULT '{}',
    tier_distribution jsonb NOT NULL DEFAULT '{}',
    status text COLLATE "C" NOT NULL CHECK (status IN ('pending', 'processing', 'completed', 'failed')),
    error text,
    include_metadata boolean NOT NULL DEFAULT false,
    include_quality_scores boolean NOT NULL DEFAULT false,
    include_timestamps boolean NOT NULL DEFAULT false,
    include_approval_history boolean NOT NULL DEFAULT false,
    exported_at timestamptz,
    expires_at timestamptz,
    download_count bigint NOT NULL DEFAULT 0 CHECK (download_count >= 0),
    created_by text COLLATE "C" NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX export_logs_by_created ON export_logs (created_at);

-- Sets updated_at after a change that does not set it.
CREATE FUNCTION touch_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.updated_at = OLD.updated_at THEN
        NEW.updated_at := clock_timestamp();
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER prompt_templates_touch BEFORE UPDATE ON prompt_templates
    FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER scenarios_touch BEFORE UPDATE ON scenarios FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER edge_cases_touch BEFORE UPDATE ON edge_cases FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER documents_touch BEFORE UPDATE ON documents FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER batch_jobs_touch BEFORE UPDATE ON batch_jobs FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER conversations_touch BEFORE UPDATE ON conversations FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER batch_items_touch BEFORE UPDATE ON batch_items FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER export_logs_touch BEFORE UPDATE ON export_logs FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
