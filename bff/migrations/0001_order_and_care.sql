CREATE TABLE "reply_templates" (
	"tenant_id" text NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"text" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "reply_templates_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
DROP INDEX "meetings_tenant_id_township_id_planned_at_index";--> statement-breakpoint
DROP INDEX "accounts_tenant_id_phone_hash_index";--> statement-breakpoint
DROP INDEX "duties_one_post";--> statement-breakpoint
UPDATE "duties" d SET "ended_at" = now() WHERE "ended_at" IS NULL AND EXISTS (
	SELECT FROM "duties" newer WHERE newer."tenant_id" = d."tenant_id" AND newer."topic_id" = d."topic_id"
	AND newer."org_id" IS NOT DISTINCT FROM d."org_id" AND newer."ended_at" IS NULL AND newer."id" > d."id"
);--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "question_events" ADD COLUMN "version" integer;--> statement-breakpoint
UPDATE "question_events" e SET "version" = o.place FROM (
	SELECT "tenant_id", "question_id", "id", row_number() OVER (PARTITION BY "tenant_id", "question_id" ORDER BY "at", "id") AS place FROM "question_events"
) o WHERE o."tenant_id" = e."tenant_id" AND o."question_id" = e."question_id" AND o."id" = e."id";--> statement-breakpoint
ALTER TABLE "question_events" ALTER COLUMN "version" SET NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "reply_templates_tenant_id_name_index" ON "reply_templates" USING btree ("tenant_id","name");--> statement-breakpoint
CREATE INDEX "files_of_question" ON "files" USING btree ("tenant_id","question_id") WHERE question_id is not null;--> statement-breakpoint
CREATE INDEX "files_by_trace" ON "files" USING btree ("tenant_id","check_trace") WHERE check_trace is not null;--> statement-breakpoint
CREATE INDEX "files_unchecked" ON "files" USING btree ("created_at") WHERE "check" = 'pending';--> statement-breakpoint
CREATE INDEX "files_of_nobody" ON "files" USING btree ("created_at") WHERE question_id is null;--> statement-breakpoint
CREATE INDEX "meetings_list" ON "meetings" USING btree ("tenant_id","township_id",(held_at is null) desc,"planned_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "absences_tenant_id_post_id_until_day_index" ON "absences" USING btree ("tenant_id","post_id","until_day");--> statement-breakpoint
CREATE INDEX "questions_untriaged" ON "questions" USING btree ("asked_at") WHERE text_check = 'pending';--> statement-breakpoint
CREATE INDEX "refresh_tokens_tenant_id_account_id_index" ON "refresh_tokens" USING btree ("tenant_id","account_id");--> statement-breakpoint
CREATE INDEX "refresh_tokens_expires_at_index" ON "refresh_tokens" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "duties_one_post" ON "duties" USING btree ("tenant_id","topic_id",coalesce(org_id, '00000000-0000-0000-0000-000000000000')) WHERE ended_at is null;--> statement-breakpoint
ALTER TABLE "accounts" DROP COLUMN "phone_hash";