CREATE TABLE "bag_moves" (
	"tenant_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"action" text NOT NULL,
	"actor_id" uuid,
	"who" text NOT NULL,
	"words" text NOT NULL,
	"strokes" jsonb,
	CONSTRAINT "bag_moves_tenant_id_case_id_id_pk" PRIMARY KEY("tenant_id","case_id","id")
);
--> statement-breakpoint
CREATE TABLE "bags" (
	"tenant_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"place_id" uuid NOT NULL,
	"holder" text NOT NULL,
	"awaiting_id" uuid,
	"handed_at" timestamp with time zone,
	"asked" smallint DEFAULT 0 NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	CONSTRAINT "bags_tenant_id_case_id_pk" PRIMARY KEY("tenant_id","case_id")
);
--> statement-breakpoint
ALTER TABLE "bag_moves" ADD CONSTRAINT "bag_moves_tenant_id_case_id_bags_tenant_id_case_id_fk" FOREIGN KEY ("tenant_id","case_id") REFERENCES "public"."bags"("tenant_id","case_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bags" ADD CONSTRAINT "bags_tenant_id_case_id_cases_tenant_id_id_fk" FOREIGN KEY ("tenant_id","case_id") REFERENCES "public"."cases"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bag_moves_of" ON "bag_moves" USING btree ("tenant_id","case_id","version");--> statement-breakpoint
CREATE UNIQUE INDEX "bags_code" ON "bags" USING btree ("tenant_id","code");