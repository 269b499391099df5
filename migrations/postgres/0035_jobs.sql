-- What a job is for, and how it turned out in one sentence; its counts are in `results`.
ALTER TABLE batch_jobs ADD COLUMN description TEXT NOT NULL DEFAULT '';
ALTER TABLE batch_jobs ADD COLUMN summary TEXT NOT NULL DEFAULT '';
