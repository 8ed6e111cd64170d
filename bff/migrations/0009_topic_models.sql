CREATE TABLE "topic_models" (
	"tenant_id" text NOT NULL,
	"trained_at" timestamp with time zone NOT NULL,
	"rows" integer NOT NULL,
	"packed" "bytea" NOT NULL,
	CONSTRAINT "topic_models_tenant_id_pk" PRIMARY KEY("tenant_id")
);
