CREATE EXTENSION IF NOT EXISTS btree_gin;--> statement-breakpoint
CREATE TABLE "gram_counts" (
	"tenant_id" text NOT NULL,
	"gram" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "gram_counts_tenant_id_gram_pk" PRIMARY KEY("tenant_id","gram")
);
--> statement-breakpoint
CREATE TABLE "publication_changes" (
	"tenant_id" text NOT NULL,
	"publication_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"words" text NOT NULL,
	CONSTRAINT "publication_changes_tenant_id_publication_id_version_pk" PRIMARY KEY("tenant_id","publication_id","version")
);
--> statement-breakpoint
CREATE TABLE "publication_follows" (
	"tenant_id" text NOT NULL,
	"publication_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "publication_follows_tenant_id_publication_id_account_id_pk" PRIMARY KEY("tenant_id","publication_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "publications" (
	"tenant_id" text NOT NULL,
	"id" uuid NOT NULL,
	"question_id" uuid NOT NULL,
	"township_id" uuid NOT NULL,
	"village_id" uuid NOT NULL,
	"topic_id" uuid,
	"state" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"original_question" text NOT NULL,
	"original_answer" text NOT NULL,
	"draft_title" text NOT NULL,
	"question_spans" jsonb NOT NULL,
	"answer_spans" jsonb NOT NULL,
	"note" text NOT NULL,
	"drafted_by" uuid,
	"drafted_by_name" text,
	"reason" text,
	"consented_at" timestamp with time zone,
	"title" text,
	"question" text,
	"answer" text,
	"grams" "tsvector",
	"published_at" timestamp with time zone,
	CONSTRAINT "publications_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "synonyms" (
	"tenant_id" text NOT NULL,
	"id" uuid NOT NULL,
	"words" text[] NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "synonyms_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "publication_changes" ADD CONSTRAINT "publication_changes_tenant_id_publication_id_publications_tenant_id_id_fk" FOREIGN KEY ("tenant_id","publication_id") REFERENCES "public"."publications"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication_follows" ADD CONSTRAINT "publication_follows_tenant_id_publication_id_publications_tenant_id_id_fk" FOREIGN KEY ("tenant_id","publication_id") REFERENCES "public"."publications"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publications_tenant_id_question_id_questions_tenant_id_id_fk" FOREIGN KEY ("tenant_id","question_id") REFERENCES "public"."questions"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "publications_tenant_id_question_id_index" ON "publications" USING btree ("tenant_id","question_id");--> statement-breakpoint
CREATE INDEX "publications_desk" ON "publications" USING btree ("tenant_id","state","id");--> statement-breakpoint
CREATE INDEX "answers_newest" ON "publications" USING btree ("tenant_id","published_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE state in ('published', 'changing');--> statement-breakpoint
CREATE INDEX "answers_by_topic" ON "publications" USING btree ("tenant_id","topic_id","published_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE state in ('published', 'changing');--> statement-breakpoint
CREATE INDEX "answers_by_village" ON "publications" USING btree ("tenant_id","village_id","published_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE state in ('published', 'changing');--> statement-breakpoint
CREATE INDEX "answers_by_gram" ON "publications" USING gin ("tenant_id","grams") WHERE state in ('published', 'changing');