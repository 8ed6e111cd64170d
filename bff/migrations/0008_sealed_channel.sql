CREATE TABLE "identity_openings" (
	"tenant_id" text NOT NULL,
	"id" uuid NOT NULL,
	"question_id" uuid NOT NULL,
	"requested_by" uuid NOT NULL,
	"requested_by_name" text NOT NULL,
	"reason" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"approved_by" uuid,
	"approved_by_name" text,
	"approved_at" timestamp with time zone,
	CONSTRAINT "identity_openings_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"tenant_id" text NOT NULL,
	"receipt_hash" text NOT NULL,
	"request_hash" text NOT NULL,
	"question_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"identity_sealed" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "reports_tenant_id_receipt_hash_pk" PRIMARY KEY("tenant_id","receipt_hash")
);
--> statement-breakpoint
CREATE TABLE "sealed_access" (
	"tenant_id" text NOT NULL,
	"question_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"known" boolean NOT NULL,
	CONSTRAINT "sealed_access_tenant_id_question_id_post_id_pk" PRIMARY KEY("tenant_id","question_id","post_id")
);
--> statement-breakpoint
DROP INDEX "notices_tenant_id_year_number_index";--> statement-breakpoint
ALTER TABLE "notice_counters" ADD COLUMN "sealed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "notice_counters" DROP CONSTRAINT "notice_counters_tenant_id_year_pk";--> statement-breakpoint
ALTER TABLE "notice_counters" ADD CONSTRAINT "notice_counters_tenant_id_year_sealed_pk" PRIMARY KEY("tenant_id","year","sealed");--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "sealed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_tenant_id_account_id_accounts_tenant_id_id_fk" FOREIGN KEY ("tenant_id","account_id") REFERENCES "public"."accounts"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "identity_openings_tenant_id_question_id_index" ON "identity_openings" USING btree ("tenant_id","question_id");--> statement-breakpoint
CREATE UNIQUE INDEX "reports_tenant_id_question_id_index" ON "reports" USING btree ("tenant_id","question_id");--> statement-breakpoint
CREATE UNIQUE INDEX "notices_tenant_id_year_sealed_number_index" ON "notices" USING btree ("tenant_id","year","sealed","number");--> statement-breakpoint
-- Whoever might see a sealed matter until now stays on its list: the clerks and leaders over it and who has it.
INSERT INTO "sealed_access" ("tenant_id", "question_id", "post_id", "known")
SELECT q."tenant_id", q."id", p."id", true FROM "questions" q JOIN "posts" p ON p."tenant_id" = q."tenant_id"
  AND (p."id" = q."lead_post_id" OR (p."role" IN ('intakeClerk', 'leader') AND (p."township_id" IS NULL OR p."township_id" = q."township_id")))
WHERE q."confidential";
--> statement-breakpoint
-- Nobody is rung up about a sealed matter any more: its open call-backs end.
DELETE FROM "timers" t USING "callbacks" c, "questions" q WHERE t."tenant_id" = c."tenant_id" AND t."subject" = 'callback'
  AND t."subject_id" = c."id" AND q."tenant_id" = c."tenant_id" AND q."id" = c."question_id" AND q."confidential";--> statement-breakpoint
UPDATE "callbacks" c SET "state" = 'done', "due_at" = NULL FROM "questions" q
WHERE q."tenant_id" = c."tenant_id" AND q."id" = c."question_id" AND q."confidential" AND c."state" <> 'done';
