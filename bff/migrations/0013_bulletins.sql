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
CREATE INDEX "bulletins_newest" ON "bulletins" USING btree ("tenant_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "questions_answered" ON "questions" USING btree ("tenant_id","township_id","answered_at") WHERE answered_at is not null;--> statement-breakpoint
CREATE INDEX "questions_open" ON "questions" USING btree ("tenant_id","township_id","due_at") WHERE answered_at is null and closed_at is null;--> statement-breakpoint
ALTER TABLE "questions" DROP COLUMN "overdue_reason";