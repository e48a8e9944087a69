"""The database: tables, one module for each question asked of it, migrations. The only place that knows SQL."""
