// Short names that messages may hold, and what they look like. Others stay as they are written.

export const EMOJI = {
  wave: "👋", tada: "🎉", sparkles: "✨", star: "⭐", fire: "🔥", rocket: "🚀", bulb: "💡",
  white_check_mark: "✅", heavy_check_mark: "✔️", x: "❌", warning: "⚠️", information_source: "ℹ️",
  question: "❓", exclamation: "❗", bell: "🔔", lock: "🔒", unlock: "🔓", eyes: "👀", pray: "🙏",
  thumbsup: "👍", "+1": "👍", thumbsdown: "👎", "-1": "👎", clap: "👏", muscle: "💪", point_right: "👉",
  smile: "😄", slightly_smiling_face: "🙂", thinking_face: "🤔", heart: "❤️", seedling: "🌱",
  chart_with_upwards_trend: "📈", chart_with_downwards_trend: "📉", bar_chart: "📊", calendar: "📆",
  date: "📅", clock9: "🕘", hourglass: "⌛", memo: "📝", pencil2: "✏️", mag: "🔍", link: "🔗",
  paperclip: "📎", inbox_tray: "📥", outbox_tray: "📤", email: "✉️", speech_balloon: "💬",
  busts_in_silhouette: "👥", handshake: "🤝", trophy: "🏆", medal: "🏅", dart: "🎯", coffee: "☕",
  arrow_up: "⬆️", arrow_down: "⬇️", arrow_right: "➡️", red_circle: "🔴", large_green_circle: "🟢",
  large_yellow_circle: "🟡", large_blue_circle: "🔵", white_circle: "⚪", black_circle: "⚫",
};

export function withEmoji(text) {
  return text.replace(/:([a-z0-9_+-]+):/g, (whole, name) => EMOJI[name] || whole);
}
