CREATE TABLE "bundles" (
	"tenant_id" text NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"content" jsonb NOT NULL,
	CONSTRAINT "bundles_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "item_versions" (
	"tenant_id" text NOT NULL,
	"item_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"lock" integer DEFAULT 1 NOT NULL,
	"content" jsonb NOT NULL,
	"errors" integer NOT NULL,
	"warnings" integer NOT NULL,
	"author_id" uuid,
	"author" text NOT NULL,
	"reviewer" text,
	"reason" text,
	"effective_from" timestamp with time zone,
	"changed_at" timestamp with time zone NOT NULL,
	"statutory_days" double precision,
	"promised_days" double precision,
	"papers" integer NOT NULL,
	"papers_before" integer NOT NULL,
	"visits" integer NOT NULL,
	"visits_before" integer NOT NULL,
	CONSTRAINT "item_versions_tenant_id_item_id_version_pk" PRIMARY KEY("tenant_id","item_id","version")
);
--> statement-breakpoint
CREATE TABLE "saved_lists" (
	"tenant_id" text NOT NULL,
	"id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"answers" text NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "saved_lists_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "service_items" (
	"tenant_id" text NOT NULL,
	"id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"impl_code" text NOT NULL,
	"name" text NOT NULL,
	"newest" integer NOT NULL,
	"in_force" integer,
	"counter" text NOT NULL,
	"life_events" text[] NOT NULL,
	"grams" "tsvector" NOT NULL,
	CONSTRAINT "service_items_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "item_versions" ADD CONSTRAINT "item_versions_tenant_id_item_id_service_items_tenant_id_id_fk" FOREIGN KEY ("tenant_id","item_id") REFERENCES "public"."service_items"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_lists" ADD CONSTRAINT "saved_lists_tenant_id_account_id_accounts_tenant_id_id_fk" FOREIGN KEY ("tenant_id","account_id") REFERENCES "public"."accounts"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_lists" ADD CONSTRAINT "saved_lists_tenant_id_item_id_version_item_versions_tenant_id_item_id_version_fk" FOREIGN KEY ("tenant_id","item_id","version") REFERENCES "public"."item_versions"("tenant_id","item_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_items" ADD CONSTRAINT "service_items_tenant_id_department_id_organisations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","department_id") REFERENCES "public"."organisations"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "bundles_tenant_id_name_index" ON "bundles" USING btree ("tenant_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "item_versions_one_open" ON "item_versions" USING btree ("tenant_id","item_id") WHERE state <> 'approved';--> statement-breakpoint
CREATE UNIQUE INDEX "saved_lists_once" ON "saved_lists" USING btree ("tenant_id","account_id","item_id","version","answers");--> statement-breakpoint
CREATE UNIQUE INDEX "service_items_tenant_id_impl_code_index" ON "service_items" USING btree ("tenant_id","impl_code");--> statement-breakpoint
CREATE INDEX "items_of_department" ON "service_items" USING btree ("tenant_id","department_id","name","id");--> statement-breakpoint
CREATE INDEX "items_by_name" ON "service_items" USING btree ("tenant_id","name","id");--> statement-breakpoint
CREATE INDEX "items_by_gram" ON "service_items" USING gin ("grams") WHERE in_force is not null;