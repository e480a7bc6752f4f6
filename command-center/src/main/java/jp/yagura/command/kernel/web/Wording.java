package jp.yagura.command.kernel.web;

/** The same sentence in both languages of the console. */
public record Wording(String ja, String en) {}
