/** Two notes each, in Hz: up for good news, down for bad. */
const NOTES = { good: [659, 880], bad: [440, 330] } as const
/** Of one note, in seconds. */
const LENGTH = 0.16
const LOUDNESS = 0.12

/** Plays two short notes. Quiet where the system has no sound. */
export function chime(kind: keyof typeof NOTES): void {
  const context = new AudioContext()
  const gain = context.createGain()
  gain.gain.value = LOUDNESS
  gain.connect(context.destination)
  NOTES[kind].forEach((frequency, index) => {
    const note = context.createOscillator()
    note.frequency.value = frequency
    note.connect(gain)
    note.start(context.currentTime + index * LENGTH)
    note.stop(context.currentTime + (index + 1) * LENGTH)
    if (index === NOTES[kind].length - 1) note.addEventListener('ended', () => void context.close())
  })
}
