package jp.yagura.simulators.system;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// What a command center has in its SQLite file.
record Stored(Path file) {

  static Stored in(Path file) {
    return new Stored(file);
  }

  long readings() throws SQLException {
    return number("select count(*) from reading");
  }

  long number(String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
