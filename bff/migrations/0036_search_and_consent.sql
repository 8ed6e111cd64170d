ALTER TABLE "service_items" ALTER COLUMN "grams" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "consents" ADD COLUMN "withdrawn_at" timestamp with time zone;