package jp.yagura.simulators.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/// Reads YAML into records: an unknown or a missing word is an error, not a silent default.
public final class Yaml {
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .addModule(
              new SimpleModule()
                  .addDeserializer(Duration.class, reading(Durations::parse))
                  .addDeserializer(Instant.class, reading(Instant::parse)))
          .build();

  private Yaml() {}

  /// @param source where the text came from, for the sentence of an error
  /// @throws IllegalArgumentException when the text does not fit, with a sentence that says where
  public static <T> T read(String text, Class<T> type, String source) {
    try {
      return MAPPER.readValue(text, type);
    } catch (JsonMappingException e) {
      throw new IllegalArgumentException(
          source + ": " + e.getOriginalMessage() + " at " + e.getPathReference(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(source + ": " + e.getMessage(), e);
    }
  }

  private static <T> JsonDeserializer<T> reading(Function<String, T> parse) {
    return new JsonDeserializer<>() {
      @Override
      public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        try {
          return parse.apply(parser.getText());
        } catch (RuntimeException e) {
          throw MismatchedInputException.from(
              parser, handledType(), String.valueOf(e.getMessage()));
        }
      }
    };
  }
}
