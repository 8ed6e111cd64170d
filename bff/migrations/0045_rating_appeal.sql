ALTER TABLE "callbacks" ADD COLUMN "appeal_note" text;--> statement-breakpoint
ALTER TABLE "callbacks" ADD COLUMN "ruling_note" text;--> statement-breakpoint
ALTER TABLE "callbacks" ADD COLUMN "rectify_by" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "callbacks" ADD COLUMN "set_aside" boolean DEFAULT false NOT NULL;