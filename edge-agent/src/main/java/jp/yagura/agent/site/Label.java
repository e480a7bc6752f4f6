package jp.yagura.agent.site;

/// What something is called by people.
public record Label(String ja, String en) {}
