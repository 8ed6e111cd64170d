CREATE TABLE "bulletins" (
	"tenant_id" text NOT NULL,
	"id" uuid NOT NULL,
	"scope_id" uuid NOT NULL,
	"scope" text NOT NULL,
	"period" text NOT NULL,
	"from" date NOT NULL,
	"until" date NOT NULL,
	"status" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"figures" jsonb NOT NULL,
	"remark" text DEFAULT '' NOT NULL,
	"counted_at" timestamp with time zone NOT NULL,
	"published_at" timestamp with time zone,
	"published_by" text,
	"recall_reason" text,
	CONSTRAINT "bulletins_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "one_bulletin_a_period" ON "bulletins" USING btree ("tenant_id","scope_id","period","from");--> statement-breakpoint
CREATE INDEX "bulletins_newest" ON "bulletins" USING btree ("tenant_id","scope_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "questions_answered" ON "questions" USING btree ("tenant_id","township_id","answered_at") WHERE answered_at is not null;--> statement-breakpoint
CREATE INDEX "questions_closed" ON "questions" USING btree ("tenant_id","township_id","closed_at") WHERE closed_at is not null;--> statement-breakpoint
CREATE INDEX "questions_open" ON "questions" USING btree ("tenant_id","township_id","due_at") WHERE answered_at is null and closed_at is null;--> statement-breakpoint
DELETE FROM "identity_openings" older USING "identity_openings" newer
WHERE older.tenant_id = newer.tenant_id AND older.question_id = newer.question_id AND older.requested_by = newer.requested_by
  AND older.approved_at IS NULL AND newer.approved_at IS NULL AND older.id > newer.id;--> statement-breakpoint
CREATE UNIQUE INDEX "one_waiting_opening" ON "identity_openings" USING btree ("tenant_id","question_id","requested_by") WHERE approved_at is null;