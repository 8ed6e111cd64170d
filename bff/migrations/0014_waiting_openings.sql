DELETE FROM "identity_openings" older USING "identity_openings" newer
WHERE older.tenant_id = newer.tenant_id AND older.question_id = newer.question_id AND older.requested_by = newer.requested_by
  AND older.approved_at IS NULL AND newer.approved_at IS NULL AND older.id > newer.id;--> statement-breakpoint
CREATE UNIQUE INDEX "one_waiting_opening" ON "identity_openings" USING btree ("tenant_id","question_id","requested_by") WHERE approved_at is null;