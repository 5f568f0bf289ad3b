/** A type of event as people read it: "request-submitted" of "dev.crowdline.intake.request-submitted.v1". */
export const short = (type) => type.replace(/^dev\.crowdline\.\w+\./, '').replace(/\.v\d+$/, '');
