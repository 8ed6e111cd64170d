CREATE TABLE "dialogue_messages" (
	"tenant_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"author_id" uuid NOT NULL,
	"unit" text NOT NULL,
	"who" text NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"phone" text,
	"file_ids" uuid[] NOT NULL,
	CONSTRAINT "dialogue_messages_tenant_id_case_id_seq_pk" PRIMARY KEY("tenant_id","case_id","seq")
);
--> statement-breakpoint
CREATE TABLE "dialogue_reads" (
	"tenant_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"unit" text NOT NULL,
	"who" text NOT NULL,
	"seq" integer NOT NULL,
	CONSTRAINT "dialogue_reads_tenant_id_case_id_account_id_pk" PRIMARY KEY("tenant_id","case_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "dialogues" (
	"tenant_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"last_seq" integer NOT NULL,
	CONSTRAINT "dialogues_tenant_id_case_id_pk" PRIMARY KEY("tenant_id","case_id")
);
--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "agent_post_id" uuid;--> statement-breakpoint
ALTER TABLE "dialogue_messages" ADD CONSTRAINT "dialogue_messages_tenant_id_case_id_dialogues_tenant_id_case_id_fk" FOREIGN KEY ("tenant_id","case_id") REFERENCES "public"."dialogues"("tenant_id","case_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dialogue_reads" ADD CONSTRAINT "dialogue_reads_tenant_id_case_id_dialogues_tenant_id_case_id_fk" FOREIGN KEY ("tenant_id","case_id") REFERENCES "public"."dialogues"("tenant_id","case_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dialogues" ADD CONSTRAINT "dialogues_tenant_id_case_id_cases_tenant_id_id_fk" FOREIGN KEY ("tenant_id","case_id") REFERENCES "public"."cases"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "dialogue_messages_once" ON "dialogue_messages" USING btree ("tenant_id","case_id","id");--> statement-breakpoint
CREATE INDEX "cases_of_agent" ON "cases" USING btree ("tenant_id","agent_post_id") WHERE agent_post_id is not null and closed_at is null;