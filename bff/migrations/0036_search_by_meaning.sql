DROP INDEX "items_by_gram";--> statement-breakpoint
ALTER TABLE "service_items" ALTER COLUMN "grams" DROP NOT NULL;