CREATE TABLE "bands" (
	"tenant_id" text NOT NULL,
	"counter_id" uuid NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"releases_at" timestamp with time zone NOT NULL,
	"places" integer NOT NULL,
	"staff_places" integer NOT NULL,
	"closed" text,
	CONSTRAINT "bands_tenant_id_counter_id_starts_at_pk" PRIMARY KEY("tenant_id","counter_id","starts_at")
);
--> statement-breakpoint
CREATE TABLE "bookings" (
	"tenant_id" text NOT NULL,
	"id" uuid NOT NULL,
	"counter_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"item_version" integer NOT NULL,
	"answers" text NOT NULL,
	"person_key" text NOT NULL,
	"key" uuid NOT NULL,
	"account_id" uuid,
	"name" text NOT NULL,
	"phone_sealed" text,
	"made_by" uuid,
	"day" date NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"lock" integer DEFAULT 1 NOT NULL,
	"held_until" timestamp with time zone,
	"ordinal" integer NOT NULL,
	"code" text NOT NULL,
	"ready" text[] NOT NULL,
	"travel_minutes" integer DEFAULT 30 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "bookings_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "seats" (
	"tenant_id" text NOT NULL,
	"counter_id" uuid NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"pool" text NOT NULL,
	"no" integer NOT NULL,
	"booking_id" uuid,
	CONSTRAINT "seats_tenant_id_counter_id_starts_at_pool_no_pk" PRIMARY KEY("tenant_id","counter_id","starts_at","pool","no")
);
--> statement-breakpoint
CREATE TABLE "standings" (
	"tenant_id" text NOT NULL,
	"person_key" text NOT NULL,
	"account_id" uuid,
	"barred_until" timestamp with time zone,
	"cleared_at" timestamp with time zone,
	"cool_until" timestamp with time zone,
	"appeal" text,
	"appealed_at" timestamp with time zone,
	CONSTRAINT "standings_tenant_id_person_key_pk" PRIMARY KEY("tenant_id","person_key")
);
--> statement-breakpoint
CREATE TABLE "waiting" (
	"tenant_id" text NOT NULL,
	"id" uuid NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "waiting_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"counter_id" uuid NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"item_id" uuid NOT NULL,
	"item_version" integer NOT NULL,
	"answers" text NOT NULL,
	"person_key" text NOT NULL,
	"account_id" uuid NOT NULL,
	"name" text NOT NULL,
	"bands" integer NOT NULL,
	"state" text NOT NULL,
	"booking_id" uuid,
	CONSTRAINT "waiting_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "closures" (
	"tenant_id" text NOT NULL,
	"id" uuid NOT NULL,
	"counter_id" uuid NOT NULL,
	"window_id" uuid,
	"day" date NOT NULL,
	"from_minute" integer NOT NULL,
	"until_minute" integer NOT NULL,
	"reason" text NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "closures_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "counters" (
	"tenant_id" text NOT NULL,
	"id" uuid NOT NULL,
	"org_id" uuid NOT NULL,
	"letter" text NOT NULL,
	"name" text NOT NULL,
	"band_minutes" integer NOT NULL,
	"release_days" integer NOT NULL,
	"release_minute" integer NOT NULL,
	"staff_places" integer NOT NULL,
	"walk_in_places" integer NOT NULL,
	"hold_minutes" integer NOT NULL,
	"daily_limit" integer NOT NULL,
	"cool_minutes" integer NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "counters_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "service_windows" (
	"tenant_id" text NOT NULL,
	"id" uuid NOT NULL,
	"counter_id" uuid NOT NULL,
	"no" text NOT NULL,
	"places_per_band" integer NOT NULL,
	"weekly" jsonb,
	"active" boolean DEFAULT true NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "service_windows_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "counter_days" (
	"tenant_id" text NOT NULL,
	"counter_id" uuid NOT NULL,
	"day" date NOT NULL,
	"last_seq" integer NOT NULL,
	CONSTRAINT "counter_days_tenant_id_counter_id_day_pk" PRIMARY KEY("tenant_id","counter_id","day")
);
--> statement-breakpoint
CREATE TABLE "tickets" (
	"tenant_id" text NOT NULL,
	"id" uuid NOT NULL,
	"counter_id" uuid NOT NULL,
	"day" date NOT NULL,
	"seq" integer NOT NULL,
	"letter" text NOT NULL,
	"booking_id" uuid,
	"key" uuid NOT NULL,
	"item_id" uuid,
	"priority" boolean NOT NULL,
	"booked_for" timestamp with time zone,
	"arrived_at" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"window_id" uuid,
	"calls" integer DEFAULT 0 NOT NULL,
	"called_at" timestamp with time zone,
	"served_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"lock" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "tickets_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "bands" ADD CONSTRAINT "bands_tenant_id_counter_id_counters_tenant_id_id_fk" FOREIGN KEY ("tenant_id","counter_id") REFERENCES "public"."counters"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_tenant_id_counter_id_counters_tenant_id_id_fk" FOREIGN KEY ("tenant_id","counter_id") REFERENCES "public"."counters"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_tenant_id_item_id_item_version_item_versions_tenant_id_item_id_version_fk" FOREIGN KEY ("tenant_id","item_id","item_version") REFERENCES "public"."item_versions"("tenant_id","item_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_tenant_id_counter_id_starts_at_bands_tenant_id_counter_id_starts_at_fk" FOREIGN KEY ("tenant_id","counter_id","starts_at") REFERENCES "public"."bands"("tenant_id","counter_id","starts_at") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_tenant_id_booking_id_bookings_tenant_id_id_fk" FOREIGN KEY ("tenant_id","booking_id") REFERENCES "public"."bookings"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiting" ADD CONSTRAINT "waiting_tenant_id_counter_id_starts_at_bands_tenant_id_counter_id_starts_at_fk" FOREIGN KEY ("tenant_id","counter_id","starts_at") REFERENCES "public"."bands"("tenant_id","counter_id","starts_at") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closures" ADD CONSTRAINT "closures_tenant_id_counter_id_counters_tenant_id_id_fk" FOREIGN KEY ("tenant_id","counter_id") REFERENCES "public"."counters"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "counters" ADD CONSTRAINT "counters_tenant_id_org_id_organisations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","org_id") REFERENCES "public"."organisations"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_windows" ADD CONSTRAINT "service_windows_tenant_id_counter_id_counters_tenant_id_id_fk" FOREIGN KEY ("tenant_id","counter_id") REFERENCES "public"."counters"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "counter_days" ADD CONSTRAINT "counter_days_tenant_id_counter_id_counters_tenant_id_id_fk" FOREIGN KEY ("tenant_id","counter_id") REFERENCES "public"."counters"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_tenant_id_counter_id_counters_tenant_id_id_fk" FOREIGN KEY ("tenant_id","counter_id") REFERENCES "public"."counters"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_tenant_id_booking_id_bookings_tenant_id_id_fk" FOREIGN KEY ("tenant_id","booking_id") REFERENCES "public"."bookings"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "bookings_one_live" ON "bookings" USING btree ("tenant_id","person_key","item_id") WHERE state in ('held', 'offered', 'booked', 'arrived');--> statement-breakpoint
CREATE UNIQUE INDEX "bookings_daily" ON "bookings" USING btree ("tenant_id","person_key","day","ordinal") WHERE state in ('held', 'offered', 'booked', 'arrived');--> statement-breakpoint
CREATE UNIQUE INDEX "bookings_key" ON "bookings" USING btree ("tenant_id","person_key","key");--> statement-breakpoint
CREATE UNIQUE INDEX "bookings_code" ON "bookings" USING btree ("tenant_id","code") WHERE state in ('held', 'offered', 'booked', 'arrived');--> statement-breakpoint
CREATE INDEX "bookings_of_person" ON "bookings" USING btree ("tenant_id","account_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "bookings_of_day" ON "bookings" USING btree ("tenant_id","counter_id","day","starts_at","id");--> statement-breakpoint
CREATE INDEX "bookings_missed" ON "bookings" USING btree ("tenant_id","person_key","starts_at") WHERE state = 'missed';--> statement-breakpoint
CREATE INDEX "seats_free" ON "seats" USING btree ("tenant_id","counter_id","starts_at","pool","no") WHERE booking_id is null;--> statement-breakpoint
CREATE UNIQUE INDEX "seats_of_booking" ON "seats" USING btree ("tenant_id","booking_id","starts_at");--> statement-breakpoint
CREATE INDEX "standings_appeals" ON "standings" USING btree ("tenant_id","appealed_at") WHERE appeal is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "waiting_once" ON "waiting" USING btree ("tenant_id","person_key","item_id","counter_id","starts_at") WHERE state <> 'ended';--> statement-breakpoint
CREATE INDEX "waiting_line" ON "waiting" USING btree ("tenant_id","counter_id","starts_at","seq") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "waiting_turn" ON "waiting" USING btree ("tenant_id","booking_id") WHERE state = 'offered';--> statement-breakpoint
CREATE INDEX "waiting_of_person" ON "waiting" USING btree ("tenant_id","account_id") WHERE state <> 'ended';--> statement-breakpoint
CREATE INDEX "closures_tenant_id_counter_id_day_index" ON "closures" USING btree ("tenant_id","counter_id","day");--> statement-breakpoint
CREATE UNIQUE INDEX "counters_tenant_id_letter_index" ON "counters" USING btree ("tenant_id","letter");--> statement-breakpoint
CREATE UNIQUE INDEX "service_windows_tenant_id_no_index" ON "service_windows" USING btree ("tenant_id","no");--> statement-breakpoint
CREATE UNIQUE INDEX "tickets_no" ON "tickets" USING btree ("tenant_id","day","letter","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "tickets_key" ON "tickets" USING btree ("tenant_id","key");--> statement-breakpoint
CREATE UNIQUE INDEX "tickets_at_window" ON "tickets" USING btree ("tenant_id","window_id") WHERE state in ('called', 'serving');--> statement-breakpoint
CREATE INDEX "tickets_waiting" ON "tickets" USING btree ("tenant_id","counter_id","day","arrived_at") WHERE state in ('waiting', 'called', 'serving', 'parked', 'missed');--> statement-breakpoint
CREATE INDEX "tickets_called" ON "tickets" USING btree ("tenant_id","counter_id","day","called_at" DESC NULLS LAST) WHERE called_at is not null;--> statement-breakpoint
CREATE INDEX "tickets_served" ON "tickets" USING btree ("tenant_id","counter_id","ended_at" DESC NULLS LAST) WHERE state = 'done';