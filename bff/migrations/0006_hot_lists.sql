CREATE TABLE "hot_lists" (
	"tenant_id" text NOT NULL,
	"scope_id" uuid NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"items" jsonb NOT NULL,
	CONSTRAINT "hot_lists_tenant_id_scope_id_pk" PRIMARY KEY("tenant_id","scope_id")
);
