-- The field's words: a slot has seats, a waitlist is for slots. Data and indexes stay as they are.
-- In the order in which a cancellation takes them: whoever is in one lets us wait, nobody waits for us in turn.
LOCK TABLE "bookings", "waiting", "seats", "bands", "counters" IN ACCESS EXCLUSIVE MODE;--> statement-breakpoint
ALTER TABLE "bands" RENAME TO "slots";--> statement-breakpoint
ALTER TABLE "slots" RENAME COLUMN "places" TO "seats";--> statement-breakpoint
ALTER TABLE "slots" RENAME COLUMN "staff_places" TO "staff_seats";--> statement-breakpoint
ALTER TABLE "waiting" RENAME TO "waitlist";--> statement-breakpoint
ALTER TABLE "waitlist" RENAME COLUMN "bands" TO "slots";--> statement-breakpoint
ALTER TABLE "slots" RENAME CONSTRAINT "bands_tenant_id_counter_id_starts_at_pk" TO "slots_tenant_id_counter_id_starts_at_pk";--> statement-breakpoint
ALTER TABLE "slots" RENAME CONSTRAINT "bands_tenant_id_counter_id_counters_tenant_id_id_fk" TO "slots_tenant_id_counter_id_counters_tenant_id_id_fk";--> statement-breakpoint
ALTER TABLE "seats" RENAME CONSTRAINT "seats_tenant_id_counter_id_starts_at_bands_tenant_id_counter_id_starts_at_fk" TO "seats_tenant_id_counter_id_starts_at_slots_tenant_id_counter_id_starts_at_fk";--> statement-breakpoint
ALTER TABLE "waitlist" RENAME CONSTRAINT "waiting_tenant_id_id_pk" TO "waitlist_tenant_id_id_pk";--> statement-breakpoint
ALTER TABLE "waitlist" RENAME CONSTRAINT "waiting_tenant_id_counter_id_starts_at_bands_tenant_id_counter_id_starts_at_fk" TO "waitlist_tenant_id_counter_id_starts_at_slots_tenant_id_counter_id_starts_at_fk";--> statement-breakpoint
-- A process of the release before goes on through the old names until it is replaced; the next release drops them.
CREATE VIEW "bands" AS SELECT tenant_id, counter_id, starts_at, ends_at, releases_at, seats AS places, staff_seats AS staff_places, closed FROM slots;--> statement-breakpoint
CREATE VIEW "waiting" AS SELECT tenant_id, id, seq, counter_id, starts_at, ends_at, item_id, item_version, answers, person_key, account_id, name, slots AS bands, state, booking_id FROM waitlist;--> statement-breakpoint
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'bangban_service') THEN
    GRANT SELECT, INSERT, UPDATE, DELETE ON "bands", "waiting" TO bangban_service;
  END IF;
END $$;
