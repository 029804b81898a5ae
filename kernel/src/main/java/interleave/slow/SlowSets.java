package interleave.slow;

import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The sets of addresses that learners made, the oldest forgotten first. Any thread may call. */
final class SlowSets {

  private static final int MOST_SETS = 1_000;
  private static final int MOST_ADDRESSES = 1_000_000;

  private final SecureRandom random = new SecureRandom();

  // Both guarded by this.
  private final Map<String, SlowSet> sets = new LinkedHashMap<>();
  private int addresses;

  /**
   * Keeps the set and gives it a name that nobody guesses, so that learners do not ask each other's
   * addresses.
   */
  synchronized String add(SlowSet set) {
    var oldest = sets.values().iterator();
    while (sets.size() >= MOST_SETS || addresses + set.size() > MOST_ADDRESSES) {
      addresses -= oldest.next().size();
      oldest.remove();
    }
    String name = Long.toString(random.nextLong(1L << 50, 1L << 51), 36).toLowerCase(Locale.ROOT);
    sets.put(name, set);
    addresses += set.size();
    return name;
  }

  synchronized SlowSet get(String name) throws BadRequest {
    SlowSet set = sets.get(name);
    if (set == null) {
      throw new BadRequest(404, "these addresses are no longer kept: call slowUrls again");
    }
    return set;
  }
}
