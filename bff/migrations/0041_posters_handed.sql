ALTER TABLE "place_codes" ADD COLUMN "handed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "place_codes" ADD COLUMN "taught_at" timestamp with time zone;