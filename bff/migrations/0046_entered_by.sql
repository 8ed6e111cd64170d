DROP INDEX "questions_tenant_id_asker_id_request_key_index";--> statement-breakpoint
ALTER TABLE "questions" ADD COLUMN "entered_by" uuid;--> statement-breakpoint
CREATE UNIQUE INDEX "questions_key_once" ON "questions" USING btree ("tenant_id",coalesce(entered_by, asker_id),"request_key");