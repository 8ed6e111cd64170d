CREATE SEQUENCE "public"."question_numbers" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"tenant_id" text NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_id" uuid,
	"act" text NOT NULL,
	"subject" text NOT NULL,
	"detail" jsonb NOT NULL,
	"position" bigint,
	"hash" text,
	CONSTRAINT "audit_entries_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "audit_heads" (
	"tenant_id" text NOT NULL,
	"position" bigint NOT NULL,
	"hash" text NOT NULL,
	"sealed_batches" integer NOT NULL,
	CONSTRAINT "audit_heads_tenant_id_pk" PRIMARY KEY("tenant_id")
);
--> statement-breakpoint
CREATE TABLE "files" (
	"tenant_id" text NOT NULL,
	"id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"question_id" uuid,
	"mime" text NOT NULL,
	"bytes" integer NOT NULL,
	"check" text NOT NULL,
	"check_trace" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "files_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "agenda_items" (
	"tenant_id" text NOT NULL,
	"id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"question_id" uuid NOT NULL,
	"outcome" text,
	"decision" text,
	"responsible_post_id" uuid,
	"decided_at" timestamp with time zone,
	CONSTRAINT "agenda_items_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "forums" (
	"tenant_id" text NOT NULL,
	"id" uuid NOT NULL,
	"rank" integer NOT NULL,
	"name" text NOT NULL,
	"area" text NOT NULL,
	"limit" jsonb NOT NULL,
	"lead_time" jsonb NOT NULL,
	"publicity" text NOT NULL,
	CONSTRAINT "forums_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "meetings" (
	"tenant_id" text NOT NULL,
	"id" uuid NOT NULL,
	"forum_id" uuid NOT NULL,
	"org_id" uuid NOT NULL,
	"township_id" uuid NOT NULL,
	"planned_at" timestamp with time zone NOT NULL,
	"held_at" timestamp with time zone,
	"minutes" text,
	CONSTRAINT "meetings_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "notice_counters" (
	"tenant_id" text NOT NULL,
	"year" integer NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "notice_counters_tenant_id_year_pk" PRIMARY KEY("tenant_id","year")
);
--> statement-breakpoint
CREATE TABLE "notice_versions" (
	"tenant_id" text NOT NULL,
	"notice_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	"content" text NOT NULL,
	"limit" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"lead" text NOT NULL,
	"assist" jsonb NOT NULL,
	"change" text NOT NULL,
	CONSTRAINT "notice_versions_tenant_id_notice_id_version_pk" PRIMARY KEY("tenant_id","notice_id","version")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"tenant_id" text NOT NULL,
	"id" uuid NOT NULL,
	"question_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"number" integer NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	CONSTRAINT "notices_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "message_attempts" (
	"tenant_id" text NOT NULL,
	"message_id" uuid NOT NULL,
	"number" smallint NOT NULL,
	"channel" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"outcome" text,
	"detail" text,
	CONSTRAINT "message_attempts_tenant_id_message_id_number_pk" PRIMARY KEY("tenant_id","message_id","number")
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"tenant_id" text NOT NULL,
	"id" uuid NOT NULL,
	"key" text NOT NULL,
	"account_id" uuid NOT NULL,
	"question_id" uuid,
	"template" text NOT NULL,
	"text" text NOT NULL,
	"state" text NOT NULL,
	"channel" text,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "messages_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "phone_tasks" (
	"tenant_id" text NOT NULL,
	"message_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone,
	"done_by" uuid,
	"note" text,
	CONSTRAINT "phone_tasks_tenant_id_message_id_pk" PRIMARY KEY("tenant_id","message_id")
);
--> statement-breakpoint
CREATE TABLE "absences" (
	"tenant_id" text NOT NULL,
	"id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"from_day" date NOT NULL,
	"until_day" date NOT NULL,
	"reason" text NOT NULL,
	"deputy_post_id" uuid,
	"ended_at" timestamp with time zone,
	CONSTRAINT "absences_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "duties" (
	"tenant_id" text NOT NULL,
	"id" uuid NOT NULL,
	"topic_id" uuid NOT NULL,
	"org_id" uuid,
	"post_id" uuid NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "duties_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "post_holdings" (
	"tenant_id" text NOT NULL,
	"id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"name" text NOT NULL,
	"pinyin" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"until" timestamp with time zone,
	CONSTRAINT "post_holdings_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "posts" (
	"tenant_id" text NOT NULL,
	"id" uuid NOT NULL,
	"org_id" uuid NOT NULL,
	"township_id" uuid,
	"title" text NOT NULL,
	"role" text NOT NULL,
	"phone" text NOT NULL,
	"duties" text[] NOT NULL,
	"deputy_post_id" uuid,
	"pinyin" text NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "posts_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "topics" (
	"tenant_id" text NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"limit" jsonb NOT NULL,
	"keywords" text[] NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "topics_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "place_codes" (
	"tenant_id" text NOT NULL,
	"id" uuid NOT NULL,
	"token" text NOT NULL,
	"village_id" uuid NOT NULL,
	"household" text,
	"created_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "place_codes_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "place_scans" (
	"tenant_id" text NOT NULL,
	"code_id" uuid NOT NULL,
	"day" date NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "place_scans_tenant_id_code_id_day_pk" PRIMARY KEY("tenant_id","code_id","day")
);
--> statement-breakpoint
CREATE TABLE "question_events" (
	"tenant_id" text NOT NULL,
	"question_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"action" text NOT NULL,
	"actor_id" uuid,
	"who" text NOT NULL,
	"words" text NOT NULL,
	"note" text,
	"file_ids" uuid[] NOT NULL,
	"internal" boolean NOT NULL,
	CONSTRAINT "question_events_tenant_id_question_id_id_pk" PRIMARY KEY("tenant_id","question_id","id")
);
--> statement-breakpoint
CREATE TABLE "questions" (
	"tenant_id" text NOT NULL,
	"id" uuid NOT NULL,
	"no" bigint DEFAULT nextval('question_numbers') NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"request_key" uuid NOT NULL,
	"request_hash" text NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"confidential" boolean NOT NULL,
	"body" text NOT NULL,
	"place_text" text NOT NULL,
	"asker_id" uuid NOT NULL,
	"on_behalf_of" jsonb,
	"township_id" uuid NOT NULL,
	"village_id" uuid NOT NULL,
	"chosen_post_id" uuid,
	"topic_id" uuid,
	"text_check" text NOT NULL,
	"proposal" jsonb,
	"lead_post_id" uuid,
	"assist_post_ids" uuid[] NOT NULL,
	"clock" jsonb,
	"due_at" timestamp with time zone,
	"paused_at" timestamp with time zone,
	"pause_reason" text,
	"late_since" timestamp with time zone,
	"escalation" smallint NOT NULL,
	"forum_rank" smallint,
	"pending" jsonb,
	"returns" smallint NOT NULL,
	"reopens" smallint NOT NULL,
	"urged_on" date,
	"notice_id" uuid,
	"needs_endorsement" boolean NOT NULL,
	"reply" text,
	"overdue_reason" text,
	"rating" smallint,
	"asked_at" timestamp with time zone NOT NULL,
	"dispatched_at" timestamp with time zone,
	"acknowledged_at" timestamp with time zone,
	"answered_at" timestamp with time zone,
	"reopen_until" timestamp with time zone,
	"closed_at" timestamp with time zone,
	CONSTRAINT "questions_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "callbacks" (
	"tenant_id" text NOT NULL,
	"id" uuid NOT NULL,
	"question_id" uuid NOT NULL,
	"township_id" uuid NOT NULL,
	"lead_post_id" uuid NOT NULL,
	"state" text NOT NULL,
	"due_at" timestamp with time zone,
	"escalation" smallint NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"called_at" timestamp with time zone,
	"call_note" text,
	"rectified_at" timestamp with time zone,
	"rectify_note" text,
	CONSTRAINT "callbacks_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "ratings" (
	"tenant_id" text NOT NULL,
	"question_id" uuid NOT NULL,
	"round" smallint NOT NULL,
	"level" smallint NOT NULL,
	"comment" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "ratings_tenant_id_question_id_round_pk" PRIMARY KEY("tenant_id","question_id","round")
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"tenant_id" text NOT NULL,
	"id" uuid NOT NULL,
	"name" text,
	"phone_sealed" text,
	"phone_hash" text,
	"village_id" uuid,
	"consent_version" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "accounts_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "consents" (
	"tenant_id" text NOT NULL,
	"account_id" uuid NOT NULL,
	"version" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "consents_tenant_id_account_id_version_pk" PRIMARY KEY("tenant_id","account_id","version")
);
--> statement-breakpoint
CREATE TABLE "identities" (
	"tenant_id" text NOT NULL,
	"app_id" text NOT NULL,
	"openid" text NOT NULL,
	"account_id" uuid NOT NULL,
	CONSTRAINT "identities_tenant_id_app_id_openid_pk" PRIMARY KEY("tenant_id","app_id","openid")
);
--> statement-breakpoint
CREATE TABLE "refresh_tokens" (
	"tenant_id" text NOT NULL,
	"hash" text NOT NULL,
	"family_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "refresh_tokens_tenant_id_hash_pk" PRIMARY KEY("tenant_id","hash")
);
--> statement-breakpoint
CREATE TABLE "subscriptions" (
	"tenant_id" text NOT NULL,
	"account_id" uuid NOT NULL,
	"template" text NOT NULL,
	"credits" integer NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "subscriptions_tenant_id_account_id_template_pk" PRIMARY KEY("tenant_id","account_id","template")
);
--> statement-breakpoint
CREATE TABLE "calendars" (
	"tenant_id" text NOT NULL,
	"version" integer NOT NULL,
	"data" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "calendars_tenant_id_version_pk" PRIMARY KEY("tenant_id","version")
);
--> statement-breakpoint
CREATE TABLE "organisations" (
	"tenant_id" text NOT NULL,
	"id" uuid NOT NULL,
	"parent_id" uuid,
	"township_id" uuid,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"code" text,
	"position" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "organisations_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "tenants" (
	"tenant_id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"app_name" text NOT NULL,
	"sponsor" text NOT NULL,
	"filing_no" text NOT NULL,
	"service_phone" text NOT NULL,
	"office_hours" text NOT NULL,
	"weapp_id" text NOT NULL,
	"official_account_id" text NOT NULL,
	CONSTRAINT "tenants_weappId_unique" UNIQUE("weapp_id"),
	CONSTRAINT "tenants_officialAccountId_unique" UNIQUE("official_account_id")
);
--> statement-breakpoint
CREATE TABLE "timers" (
	"tenant_id" text NOT NULL,
	"subject" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"step" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	CONSTRAINT "timers_tenant_id_subject_subject_id_pk" PRIMARY KEY("tenant_id","subject","subject_id")
);
--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_tenant_id_owner_id_accounts_tenant_id_id_fk" FOREIGN KEY ("tenant_id","owner_id") REFERENCES "public"."accounts"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agenda_items" ADD CONSTRAINT "agenda_items_tenant_id_meeting_id_meetings_tenant_id_id_fk" FOREIGN KEY ("tenant_id","meeting_id") REFERENCES "public"."meetings"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agenda_items" ADD CONSTRAINT "agenda_items_tenant_id_question_id_questions_tenant_id_id_fk" FOREIGN KEY ("tenant_id","question_id") REFERENCES "public"."questions"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_tenant_id_forum_id_forums_tenant_id_id_fk" FOREIGN KEY ("tenant_id","forum_id") REFERENCES "public"."forums"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_versions" ADD CONSTRAINT "notice_versions_tenant_id_notice_id_notices_tenant_id_id_fk" FOREIGN KEY ("tenant_id","notice_id") REFERENCES "public"."notices"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_tenant_id_question_id_questions_tenant_id_id_fk" FOREIGN KEY ("tenant_id","question_id") REFERENCES "public"."questions"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_attempts" ADD CONSTRAINT "message_attempts_tenant_id_message_id_messages_tenant_id_id_fk" FOREIGN KEY ("tenant_id","message_id") REFERENCES "public"."messages"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_tenant_id_account_id_accounts_tenant_id_id_fk" FOREIGN KEY ("tenant_id","account_id") REFERENCES "public"."accounts"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "phone_tasks" ADD CONSTRAINT "phone_tasks_tenant_id_message_id_messages_tenant_id_id_fk" FOREIGN KEY ("tenant_id","message_id") REFERENCES "public"."messages"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "absences" ADD CONSTRAINT "absences_tenant_id_post_id_posts_tenant_id_id_fk" FOREIGN KEY ("tenant_id","post_id") REFERENCES "public"."posts"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duties" ADD CONSTRAINT "duties_tenant_id_topic_id_topics_tenant_id_id_fk" FOREIGN KEY ("tenant_id","topic_id") REFERENCES "public"."topics"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duties" ADD CONSTRAINT "duties_tenant_id_post_id_posts_tenant_id_id_fk" FOREIGN KEY ("tenant_id","post_id") REFERENCES "public"."posts"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_holdings" ADD CONSTRAINT "post_holdings_tenant_id_post_id_posts_tenant_id_id_fk" FOREIGN KEY ("tenant_id","post_id") REFERENCES "public"."posts"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_holdings" ADD CONSTRAINT "post_holdings_tenant_id_account_id_accounts_tenant_id_id_fk" FOREIGN KEY ("tenant_id","account_id") REFERENCES "public"."accounts"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_tenant_id_org_id_organisations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","org_id") REFERENCES "public"."organisations"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "place_codes" ADD CONSTRAINT "place_codes_tenant_id_village_id_organisations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","village_id") REFERENCES "public"."organisations"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "place_scans" ADD CONSTRAINT "place_scans_tenant_id_code_id_place_codes_tenant_id_id_fk" FOREIGN KEY ("tenant_id","code_id") REFERENCES "public"."place_codes"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "callbacks" ADD CONSTRAINT "callbacks_tenant_id_question_id_questions_tenant_id_id_fk" FOREIGN KEY ("tenant_id","question_id") REFERENCES "public"."questions"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ratings" ADD CONSTRAINT "ratings_tenant_id_question_id_questions_tenant_id_id_fk" FOREIGN KEY ("tenant_id","question_id") REFERENCES "public"."questions"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_tenant_id_account_id_accounts_tenant_id_id_fk" FOREIGN KEY ("tenant_id","account_id") REFERENCES "public"."accounts"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identities" ADD CONSTRAINT "identities_tenant_id_account_id_accounts_tenant_id_id_fk" FOREIGN KEY ("tenant_id","account_id") REFERENCES "public"."accounts"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refresh_tokens" ADD CONSTRAINT "refresh_tokens_tenant_id_account_id_accounts_tenant_id_id_fk" FOREIGN KEY ("tenant_id","account_id") REFERENCES "public"."accounts"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_tenant_id_account_id_accounts_tenant_id_id_fk" FOREIGN KEY ("tenant_id","account_id") REFERENCES "public"."accounts"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendars" ADD CONSTRAINT "calendars_tenant_id_tenants_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("tenant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisations" ADD CONSTRAINT "organisations_tenant_id_tenants_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("tenant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisations" ADD CONSTRAINT "organisations_tenant_id_parent_id_organisations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","parent_id") REFERENCES "public"."organisations"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_unsealed" ON "audit_entries" USING btree ("tenant_id","id") WHERE position is null;--> statement-breakpoint
CREATE INDEX "audit_sealed" ON "audit_entries" USING btree ("tenant_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "agenda_items_one_open" ON "agenda_items" USING btree ("tenant_id","question_id") WHERE outcome is null;--> statement-breakpoint
CREATE INDEX "agenda_items_tenant_id_meeting_id_index" ON "agenda_items" USING btree ("tenant_id","meeting_id");--> statement-breakpoint
CREATE UNIQUE INDEX "forums_tenant_id_rank_index" ON "forums" USING btree ("tenant_id","rank");--> statement-breakpoint
CREATE UNIQUE INDEX "meetings_one_coming" ON "meetings" USING btree ("tenant_id","forum_id","org_id") WHERE held_at is null;--> statement-breakpoint
CREATE INDEX "meetings_tenant_id_township_id_planned_at_index" ON "meetings" USING btree ("tenant_id","township_id","planned_at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "notices_tenant_id_year_number_index" ON "notices" USING btree ("tenant_id","year","number");--> statement-breakpoint
CREATE UNIQUE INDEX "notices_tenant_id_question_id_index" ON "notices" USING btree ("tenant_id","question_id");--> statement-breakpoint
CREATE UNIQUE INDEX "messages_tenant_id_key_index" ON "messages" USING btree ("tenant_id","key");--> statement-breakpoint
CREATE INDEX "messages_inbox" ON "messages" USING btree ("tenant_id","account_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "messages_pending" ON "messages" USING btree ("created_at") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "phone_tasks_open" ON "phone_tasks" USING btree ("tenant_id","message_id") WHERE done_at is null;--> statement-breakpoint
CREATE INDEX "absences_tenant_id_until_day_index" ON "absences" USING btree ("tenant_id","until_day");--> statement-breakpoint
CREATE UNIQUE INDEX "duties_one_post" ON "duties" USING btree ("tenant_id","topic_id","org_id") WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "post_holdings_one_holder" ON "post_holdings" USING btree ("tenant_id","post_id") WHERE until is null;--> statement-breakpoint
CREATE INDEX "post_holdings_tenant_id_account_id_index" ON "post_holdings" USING btree ("tenant_id","account_id");--> statement-breakpoint
CREATE INDEX "posts_tenant_id_org_id_index" ON "posts" USING btree ("tenant_id","org_id");--> statement-breakpoint
CREATE UNIQUE INDEX "topics_tenant_id_name_index" ON "topics" USING btree ("tenant_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "place_codes_tenant_id_token_index" ON "place_codes" USING btree ("tenant_id","token");--> statement-breakpoint
CREATE INDEX "place_codes_tenant_id_village_id_index" ON "place_codes" USING btree ("tenant_id","village_id");--> statement-breakpoint
CREATE UNIQUE INDEX "questions_tenant_id_asker_id_request_key_index" ON "questions" USING btree ("tenant_id","asker_id","request_key");--> statement-breakpoint
CREATE INDEX "questions_mine" ON "questions" USING btree ("tenant_id","asker_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "questions_work" ON "questions" USING btree ("tenant_id","lead_post_id","due_at","id") WHERE status in ('dispatched', 'accepted', 'waiting', 'deliberating');--> statement-breakpoint
CREATE INDEX "questions_triage" ON "questions" USING btree ("tenant_id","township_id","id") WHERE status in ('received', 'returned');--> statement-breakpoint
CREATE INDEX "questions_leader" ON "questions" USING btree ("tenant_id","township_id","id") WHERE needs_endorsement or pending is not null or status = 'returned';--> statement-breakpoint
CREATE INDEX "questions_ledger" ON "questions" USING btree ("tenant_id","township_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "callbacks_open" ON "callbacks" USING btree ("tenant_id","township_id","due_at","id") WHERE state <> 'done';--> statement-breakpoint
CREATE INDEX "callbacks_tenant_id_question_id_index" ON "callbacks" USING btree ("tenant_id","question_id");--> statement-breakpoint
CREATE INDEX "accounts_tenant_id_phone_hash_index" ON "accounts" USING btree ("tenant_id","phone_hash");--> statement-breakpoint
CREATE INDEX "identities_tenant_id_account_id_index" ON "identities" USING btree ("tenant_id","account_id");--> statement-breakpoint
CREATE INDEX "refresh_tokens_tenant_id_family_id_index" ON "refresh_tokens" USING btree ("tenant_id","family_id");--> statement-breakpoint
CREATE INDEX "timers_due" ON "timers" USING btree ("due_at");