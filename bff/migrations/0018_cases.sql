CREATE TABLE "case_duties" (
	"tenant_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"org_id" uuid,
	"post_id" uuid,
	"since" timestamp with time zone NOT NULL,
	"yellow_at" timestamp with time zone NOT NULL,
	"red_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	CONSTRAINT "case_duties_tenant_id_case_id_key_pk" PRIMARY KEY("tenant_id","case_id","key")
);
--> statement-breakpoint
CREATE TABLE "case_events" (
	"tenant_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"action" text NOT NULL,
	"actor_id" uuid,
	"who" text NOT NULL,
	"words" text NOT NULL,
	"note" text,
	"file_ids" uuid[] NOT NULL,
	"internal" boolean NOT NULL,
	CONSTRAINT "case_events_tenant_id_case_id_id_pk" PRIMARY KEY("tenant_id","case_id","id")
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"tenant_id" text NOT NULL,
	"id" uuid NOT NULL,
	"no" text,
	"version" integer DEFAULT 1 NOT NULL,
	"request_key" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"item_version" integer NOT NULL,
	"item_name" text NOT NULL,
	"answers" text NOT NULL,
	"channel" text NOT NULL,
	"status" text NOT NULL,
	"department_id" uuid NOT NULL,
	"hall_id" uuid NOT NULL,
	"departments" uuid[] NOT NULL,
	"account_id" uuid,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"id_key" text NOT NULL,
	"id_sealed" text NOT NULL,
	"phone_key" text NOT NULL,
	"phone_sealed" text NOT NULL,
	"opened_by" uuid NOT NULL,
	"bundle_id" uuid,
	"state" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"submitted_at" timestamp with time zone,
	"accepted_at" timestamp with time zone,
	"decided_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"late_since" timestamp with time zone,
	"used_days" double precision,
	"saved_days" double precision,
	"saved_visits" smallint,
	CONSTRAINT "cases_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "case_counters" (
	"tenant_id" text NOT NULL,
	"year" integer NOT NULL,
	"series" text NOT NULL,
	"last" bigint NOT NULL,
	CONSTRAINT "case_counters_tenant_id_year_series_pk" PRIMARY KEY("tenant_id","year","series")
);
--> statement-breakpoint
CREATE TABLE "case_documents" (
	"tenant_id" text NOT NULL,
	"id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"year" integer NOT NULL,
	"number" integer NOT NULL,
	"code" text NOT NULL,
	"data" jsonb NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	CONSTRAINT "case_documents_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "signatures" (
	"tenant_id" text NOT NULL,
	"id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"who" text NOT NULL,
	"strokes" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "signatures_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "held_papers" (
	"tenant_id" text NOT NULL,
	"id" uuid NOT NULL,
	"id_key" text NOT NULL,
	"name" text NOT NULL,
	"file_ids" uuid[] NOT NULL,
	"trust" text NOT NULL,
	"case_id" uuid NOT NULL,
	"from_item" text NOT NULL,
	"valid_until" date NOT NULL,
	"kept_at" timestamp with time zone NOT NULL,
	CONSTRAINT "held_papers_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
DROP INDEX "files_of_nobody";--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "case_id" uuid;--> statement-breakpoint
ALTER TABLE "case_duties" ADD CONSTRAINT "case_duties_tenant_id_case_id_cases_tenant_id_id_fk" FOREIGN KEY ("tenant_id","case_id") REFERENCES "public"."cases"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_events" ADD CONSTRAINT "case_events_tenant_id_case_id_cases_tenant_id_id_fk" FOREIGN KEY ("tenant_id","case_id") REFERENCES "public"."cases"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_tenant_id_item_id_item_version_item_versions_tenant_id_item_id_version_fk" FOREIGN KEY ("tenant_id","item_id","item_version") REFERENCES "public"."item_versions"("tenant_id","item_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_tenant_id_department_id_organisations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","department_id") REFERENCES "public"."organisations"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_tenant_id_hall_id_organisations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","hall_id") REFERENCES "public"."organisations"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_tenant_id_opened_by_accounts_tenant_id_id_fk" FOREIGN KEY ("tenant_id","opened_by") REFERENCES "public"."accounts"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_documents" ADD CONSTRAINT "case_documents_tenant_id_case_id_cases_tenant_id_id_fk" FOREIGN KEY ("tenant_id","case_id") REFERENCES "public"."cases"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signatures" ADD CONSTRAINT "signatures_tenant_id_case_id_cases_tenant_id_id_fk" FOREIGN KEY ("tenant_id","case_id") REFERENCES "public"."cases"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "held_papers" ADD CONSTRAINT "held_papers_tenant_id_case_id_cases_tenant_id_id_fk" FOREIGN KEY ("tenant_id","case_id") REFERENCES "public"."cases"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "case_duties_work" ON "case_duties" USING btree ("tenant_id","org_id","due_at","case_id","key") WHERE org_id is not null and kind <> 'whole';--> statement-breakpoint
CREATE INDEX "case_duties_red" ON "case_duties" USING btree ("tenant_id","red_at","case_id","key") WHERE org_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "cases_no" ON "cases" USING btree ("tenant_id","no");--> statement-breakpoint
CREATE UNIQUE INDEX "cases_key" ON "cases" USING btree ("tenant_id","opened_by","request_key");--> statement-breakpoint
CREATE INDEX "cases_mine" ON "cases" USING btree ("tenant_id","account_id","id" DESC NULLS LAST) WHERE account_id is not null;--> statement-breakpoint
CREATE INDEX "cases_by_name" ON "cases" USING btree ("tenant_id","name","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "cases_by_phone" ON "cases" USING btree ("tenant_id","phone_key","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "cases_by_id" ON "cases" USING btree ("tenant_id","id_key","id" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "case_documents_no" ON "case_documents" USING btree ("tenant_id","kind","year","number");--> statement-breakpoint
CREATE UNIQUE INDEX "case_documents_code" ON "case_documents" USING btree ("tenant_id","code");--> statement-breakpoint
CREATE INDEX "case_documents_of" ON "case_documents" USING btree ("tenant_id","case_id");--> statement-breakpoint
CREATE INDEX "signatures_of" ON "signatures" USING btree ("tenant_id","case_id");--> statement-breakpoint
CREATE UNIQUE INDEX "held_papers_newest" ON "held_papers" USING btree ("tenant_id","id_key","name");--> statement-breakpoint
CREATE INDEX "held_papers_over" ON "held_papers" USING btree ("valid_until");--> statement-breakpoint
CREATE INDEX "files_unused" ON "files" USING btree ("created_at") WHERE question_id is null and case_id is null;