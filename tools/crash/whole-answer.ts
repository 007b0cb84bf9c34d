/** The same answer with all of its body here, or as much of it as came before it broke. */
export async function wholeAnswer(response: Response): Promise<Response> {
  const chunks: Uint8Array[] = []
  let broken: unknown = null
  try {
    for await (const chunk of response.body ?? []) chunks.push(chunk)
  } catch (error) {
    broken = error
  }
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk)
      if (broken === null) controller.close()
    },
    pull(controller) {
      // Only once what came has been read: an error at once would take it away.
      if (broken !== null) controller.error(broken)
    },
  })
  return new Response(body, { status: response.status, headers: response.headers })
}
