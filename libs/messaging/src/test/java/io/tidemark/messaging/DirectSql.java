package io.tidemark.messaging;

import io.tidemark.testkit.real.RealParts;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Connections to the service's database beside its pools, which other tests cut. */
@ApplicationScoped
class DirectSql {
    private final String database;

    DirectSql(@ConfigProperty(name = "tidemark.postgres.database") String database) {
        this.database = database;
    }

    Connection open() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + RealParts.property("postgres.host") + ":" + RealParts.property("postgres.port")
                        + "/" + database,
                RealParts.property("postgres.user"),
                RealParts.property("postgres.password"));
    }
}
