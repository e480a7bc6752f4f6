package jp.yagura.shared.geo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A cell of the standard grid (標準地域メッシュ, JIS X 0410).
///
/// Every cell of every level is a whole number of quarter cells (7.5″ north–south, 11.25″
/// east–west), so a cell is known by the quarter cell at its south-west corner, in whole numbers:
/// `row` from the equator, `column` from 100°E.
public record Mesh(MeshLevel level, int row, int column) {
  private static final int ROWS_PER_DEGREE = 480;
  private static final int COLUMNS_PER_DEGREE = 320;
  private static final int WESTERN_MERIDIAN = 100;
  private static final int ROWS = 100 * MeshLevel.FIRST.cells();
  private static final int COLUMNS = 80 * MeshLevel.FIRST.cells();

  /// In quarter cells: some two micrometres on the ground. An edge like 35°20′ has no exact double:
  /// a point this near to an edge is meant to be on it, and belongs to the cell north or east of
  /// it.
  private static final double ON_AN_EDGE = 1e-8;

  public Mesh {
    if (row < 0 || row >= ROWS || column < 0 || column >= COLUMNS) {
      throw new IllegalArgumentException("outside the standard grid (0-66°40′N, 100-180°E)");
    }
    if (row % level.cells() != 0 || column % level.cells() != 0) {
      throw new IllegalArgumentException("no cell of level " + level + " begins there");
    }
  }

  public static Mesh of(LatLon point, MeshLevel level) {
    int row = cellOf(point.latitude() * ROWS_PER_DEGREE);
    int column = cellOf((point.longitude() - WESTERN_MERIDIAN) * COLUMNS_PER_DEGREE);
    return quarter(row, column).at(level);
  }

  /// Reads a code of 4, 6, 8, 9 or 10 digits.
  public static Mesh parse(String code) {
    return MeshCode.read(code)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "not a standard mesh code of 4, 6, 8, 9 or 10 digits: " + code.length()));
  }

  public String code() {
    return MeshCode.write(this);
  }

  public Bounds bounds() {
    return new Bounds(corner(row, column), corner(row + level.cells(), column + level.cells()));
  }

  public LatLon centre() {
    return bounds().centre();
  }

  /// The cell of that coarser (or the same) level that this one lies in.
  public Mesh at(MeshLevel coarser) {
    if (coarser.cells() < level.cells()) {
      throw new IllegalArgumentException(coarser + " is finer than " + level);
    }
    return new Mesh(coarser, row - row % coarser.cells(), column - column % coarser.cells());
  }

  /// The up to eight cells around this one, from the south-west on; fewer at the rim of the grid.
  public List<Mesh> neighbours() {
    List<Mesh> around = new ArrayList<>(8);
    for (int north = -1; north <= 1; north++) {
      for (int east = -1; east <= 1; east++) {
        if (north != 0 || east != 0) {
          shifted(north, east).ifPresent(around::add);
        }
      }
    }
    return List.copyOf(around);
  }

  private Optional<Mesh> shifted(int north, int east) {
    int newRow = row + north * level.cells();
    int newColumn = column + east * level.cells();
    boolean inside = newRow >= 0 && newRow < ROWS && newColumn >= 0 && newColumn < COLUMNS;
    return inside ? Optional.of(new Mesh(level, newRow, newColumn)) : Optional.empty();
  }

  private static Mesh quarter(int row, int column) {
    return new Mesh(MeshLevel.QUARTER, row, column);
  }

  private static int cellOf(double cells) {
    double nearest = Math.rint(cells);
    return (int) (Math.abs(cells - nearest) < ON_AN_EDGE ? nearest : Math.floor(cells));
  }

  private static LatLon corner(int row, int column) {
    return new LatLon(
        (double) row / ROWS_PER_DEGREE, WESTERN_MERIDIAN + (double) column / COLUMNS_PER_DEGREE);
  }
}
