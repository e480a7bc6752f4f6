package jp.yagura.command.kernel.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person is in the headquarters. What a role may do, the features say. */
public enum Role {
  /** 本部長・指揮: decides. */
  COMMANDER,
  /** 本部の操作: keeps the picture and the chronology. */
  OPERATOR,
  /** 避難所: keeps one or more shelters, see {@link Scope}. */
  SHELTER,
  /** 住家被害認定調査: surveys houses in the field. */
  SURVEYOR,
  /** 窓口: issues certificates. */
  CLERK,
  /** 閲覧: sees, changes nothing. */
  VIEWER,
  /** システム管理: accounts and the machine, not the disaster. */
  ADMIN;

  /** As it is written in files, in the API and in the database. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Role> parse(String code) {
    return Arrays.stream(values()).filter(role -> role.code().equalsIgnoreCase(code)).findFirst();
  }
}
