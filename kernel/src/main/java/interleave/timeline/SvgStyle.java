package interleave.timeline;

/**
 * The looks of a {@link TimelineSvg}: each colour is the page's, where a page defines one, and else
 * the one written here. Every rule is bound to the drawing's own class: a style in an embedded SVG
 * would reach the whole page.
 */
final class SvgStyle {
  private SvgStyle() {}

  static String of(String id) {
    return """
    <defs>\
    <pattern id="%1$s-task" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
    <rect width="5" height="5" style="fill:var(--task,#ece2f6)"/>\
    <rect width="2" height="5" style="fill:var(--task-edge,#75489f)"/></pattern>\
    <pattern id="%1$s-blocked" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
    <rect width="5" height="5" style="fill:var(--blocked,#fbe0d9)"/>\
    <path d="M0 .75h5M.75 0v5" style="stroke:var(--blocked-edge,#b8300f);stroke-width:1.3"/></pattern>\
    </defs><style>\
    .interleave-timeline{max-width:100%%;height:auto;font-family:system-ui,-apple-system,"Segoe UI","Noto Sans",sans-serif;font-size:12px}\
    .interleave-timeline text{fill:var(--ink,#141821);white-space:pre}\
    .interleave-timeline .tl-back{fill:var(--surface,#fff)}\
    .interleave-timeline .tl-verdict{font-size:16px;font-weight:600}\
    .interleave-timeline .tl-name{font-weight:600}\
    .interleave-timeline .tl-small{fill:var(--ink-2,#414958)}\
    .interleave-timeline .tl-middle{text-anchor:middle}\
    .interleave-timeline .tl-end{text-anchor:end}\
    .interleave-timeline .tl-grid{stroke:var(--line,#dbdfe6);fill:none}\
    .interleave-timeline .tl-rule{stroke:var(--line-strong,#717b8b);fill:none}\
    .interleave-timeline .tl-doing{fill:var(--doing,#1d3fb0)}\
    .interleave-timeline .tl-waiting{fill:var(--waiting,#cfe8ea);stroke:var(--waiting-edge,#2f7f8b)}\
    .interleave-timeline .tl-task{fill:url(#%1$s-task);stroke:var(--task-edge,#75489f)}\
    .interleave-timeline .tl-blocked{fill:url(#%1$s-blocked);stroke:var(--blocked-edge,#b8300f)}\
    .interleave-timeline .tl-ready{fill:none;stroke:var(--ready-edge,#626c7b);stroke-dasharray:2.5 2}\
    .interleave-timeline .tl-pinned{fill:none;stroke:var(--pinned,#87105c);stroke-width:2}\
    .interleave-timeline .tl-idle{fill:none}\
    .interleave-timeline .tl-in-band{stroke-width:.5}\
    .interleave-timeline .tl-limit{stroke:var(--ink,#141821);stroke-width:2;stroke-dasharray:5 4}\
    .interleave-timeline .tl-prediction{stroke:var(--you,#8f5200);stroke-width:2}\
    .interleave-timeline .tl-limit-name{font-weight:600}\
    .interleave-timeline .tl-prediction-name{fill:var(--you,#8f5200);font-weight:600}\
    </style>\
    """
        .formatted(id);
  }
}
